import { createHash } from 'node:crypto'

/** Where a batch stands in the chain: the hash before it and the numbers that it spans. */
export type BatchHead = { prev: string; fromId: bigint; toId: bigint }

/**
 * The hash of a batch, taken line by line: SM3 over the hash before it, its span and every line in it. Numbers that were
 * drawn and never written (a rolled-back request) leave a gap and change nothing; a line that is gone, new or changed does.
 */
export function hashBatch({ prev, fromId, toId }: BatchHead) {
  const hash = createHash('sm3').update(`${prev}|${fromId}|${toId}`)
  let rows = 0
  return {
    add(text: string): void {
      hash.update('\n').update(text)
      rows += 1
    },
    /** 64 hex digits and how many lines were added; nothing can be added after. */
    end: () => ({ sm3: hash.digest('hex'), rows }),
  }
}
