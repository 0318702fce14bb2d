/** `COPY … FROM STDIN` over a pg connection, as a stream with back pressure. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import pg from 'pg'

export type Value = string | number | boolean | null | readonly string[]

const CHUNK = 256 * 1024

/** Names of columns, written as one text. */
export const columns = (list: string) => list.trim().split(/\s+/)

/** One value in COPY's text format; a list becomes an array literal. */
export function copyText(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  const text =
    typeof value === 'string' ? value : `{${value.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text
}

/** What pg's connection offers for a copy, beyond its types. */
interface Wire {
  stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** A query object as pg's client takes it. */
class CopyIn {
  readonly opened: Promise<Wire>
  readonly closed: Promise<void>
  private open!: (wire: Wire) => void
  private close!: () => void
  private fail!: (error: Error) => void

  constructor(readonly text: string) {
    this.opened = new Promise((resolve) => (this.open = resolve))
    this.closed = new Promise((resolve, reject) => {
      this.close = resolve
      this.fail = reject
    })
  }
  submit(wire: Wire) {
    wire.query(this.text)
  }
  handleCopyInResponse(wire: Wire) {
    this.open(wire)
  }
  handleError(error: Error) {
    this.fail(error)
  }
  handleReadyForQuery() {
    this.close()
  }
  handleCommandComplete() {}
}

export interface CopyTable {
  add(row: readonly Value[]): void
  /** Waits while more lies here than the connection takes. */
  flush(force?: boolean): Promise<void>
  end(): Promise<void>
}

/**
 * Opens a copy into `table`. Foreign keys and triggers do not run (the rows fit together as they are made), so the
 * login must be a superuser.
 */
export async function copyInto(superUrl: string, table: string, columns: readonly string[]): Promise<CopyTable> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off")
  const copy = new CopyIn(`COPY "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) FROM STDIN`)
  client.query(copy as unknown as pg.Submittable)
  const wire = await Promise.race([copy.opened, copy.closed.then(() => Promise.reject(new Error('no copy')))])
  let text = ''
  const flush = async (force = false) => {
    if (!text || (!force && text.length < CHUNK)) return
    wire.sendCopyFromChunk(Buffer.from(text))
    text = ''
    if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), copy.closed])
  }
  return {
    add(row) {
      text += `${row.map(copyText).join('\t')}\n`
    },
    flush,
    async end() {
      await flush(true)
      wire.endCopyFrom()
      await copy.closed
      await client.end()
    },
  }
}

type Row = Record<string, Value>

/** Streams files, each with its rows by table, into one COPY per table; `each` hears how many there are so far. */
export async function copyFiles(
  superUrl: string,
  tables: Record<string, readonly string[]>,
  files: Iterable<Record<string, Row[]>>,
  each: (n: number) => void = () => undefined,
): Promise<number> {
  const copies = new Map<string, CopyTable>()
  for (const [table, columns] of Object.entries(tables)) copies.set(table, await copyInto(superUrl, table, columns))
  let n = 0
  for (const file of files) {
    for (const [table, rows] of Object.entries(file)) {
      const copy = copies.get(table)!
      for (const row of rows) copy.add(tables[table]!.map((column) => row[column] ?? null))
      await copy.flush()
    }
    each(++n)
  }
  await Promise.all([...copies.values()].map((copy) => copy.end()))
  return n
}
