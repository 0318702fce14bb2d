/** The receipt of a public objection: that it came, and whether it was answered; nothing of what it says. */
import { countAsked } from '~/access/count-asked.server'
import type { PublicContext } from '~/access/public.server'
import { groupedCode, readCode } from '~/casefile/documents/number'
import { formatInstant } from '~/lib/dates'
import { notFound, tooMany } from '~/lib/errors'
import { inPublic } from './public-notices.server'

const LIMIT = { what: 'notice-receipt', most: 60, windowMs: 10 * 60_000 }

type Row = { no: string; window_name: string; phone: string; received_at: Date; answered: boolean }

/** Throws 404 for a number that was never given, 429 for who tries many. */
export async function readReceipt({ params, from }: PublicContext) {
  const code = readCode(params.receipt ?? '') ?? ''
  // What is thrown in the transaction would take the count back.
  const rows = await inPublic(from.now, async (db) => {
    const counted = await countAsked(db, from, LIMIT)
    return counted && (await db.$queryRaw<Row[]>`SELECT * FROM objection_receipt(${code})`)
  })
  if (!rows) throw tooMany('查询太频繁，请十分钟后再试。')
  const [row] = rows
  if (!row) throw notFound('没有这个回执号，请核对后再查。')
  return {
    receipt: groupedCode(code),
    no: row.no,
    window: row.window_name,
    phone: row.phone,
    at: formatInstant(row.received_at),
    answered: row.answered,
  }
}
export type Receipt = Awaited<ReturnType<typeof readReceipt>>
