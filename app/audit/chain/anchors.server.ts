/** The day's last hash outside the database: a line a day in VAR_DIR/anchors/YYYY-MM.txt, only ever added to. */
import { mkdir, open, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf, dayToDb, dbToDay, isLegalDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import type { Run } from './close-batches.server'
import type { Fault } from './faults'

/** `toId`: the last number that the batch spans. */
export type Anchor = { day: LegalDay; batchId: number; toId: bigint; sm3: string }

const folder = () => join(env.VAR_DIR, 'anchors')
const writeLine = ({ day, batchId, toId, sm3 }: Anchor) => `${day} ${batchId} ${toId} ${sm3}\n`

function readLine(text: string): Anchor | undefined {
  const [, day = '', batchId, toId, sm3 = ''] =
    /^(\d{4}-\d{2}-\d{2}) (\d{1,9}) (\d{1,18}) ([0-9a-f]{64})$/.exec(text) ?? []
  return isLegalDay(day) && batchId && toId ? { day, batchId: Number(batchId), toId: BigInt(toId), sm3 } : undefined
}

/** Adds the line and waits until the disk has it, and, for a new file, its name. Half a line of a crash gives way. */
async function append(anchor: Anchor): Promise<void> {
  const path = join(folder(), `${anchor.day.slice(0, 7)}.txt`)
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const before = await readFile(path).catch(() => Buffer.alloc(0))
  const whole = before.lastIndexOf('\n') + 1
  if (whole < before.length) await truncate(path, whole)
  const file = await open(path, 'a', 0o600)
  try {
    await file.write(writeLine(anchor))
    await file.sync()
  } finally {
    await file.close()
  }
  const names = await open(folder(), 'r')
  await names.sync().finally(() => names.close())
}

/** Every whole line of every file, in the order of the days; one that is no anchor of its month gives undefined. */
async function readFiles(): Promise<{ month: string; anchor: Anchor | undefined }[]> {
  const names = (await readdir(folder()).catch(() => [] as string[])).filter((name) => /^\d{4}-\d{2}\.txt$/.test(name))
  const found = []
  for (const name of names.sort()) {
    const month = name.slice(0, 7)
    const lines = (await readFile(join(folder(), name), 'utf8')).split('\n').slice(0, -1)
    for (const anchor of lines.map(readLine))
      found.push({ month, anchor: anchor?.day.startsWith(month) ? anchor : undefined })
  }
  return found
}

const toAnchor = (row: { day: Date; batchId: number; toId: bigint; sm3: string }): Anchor => ({
  day: dbToDay(row.day),
  batchId: row.batchId,
  toId: row.toId,
  sm3: row.sm3,
})

/**
 * Anchors the last batch once a day: the line goes to the disk first, then into the database; a run that ended between
 * the two is completed by the next. Gives the day's anchor; undefined while there is no batch.
 */
export async function anchorDay(run: Run, at: Date): Promise<Anchor | undefined> {
  const day = dayOf(at)
  const { known, last } = await run(async (db) => ({
    known: await db.auditAnchor.findUnique({ where: { day: dayToDb(day) } }),
    last: await db.auditBatch.findFirst({ orderBy: { id: 'desc' } }),
  }))
  if (known) return toAnchor(known)
  if (!last) return undefined
  const written = (await readFiles()).findLast(({ anchor }) => anchor?.day === day)?.anchor
  const anchor = written ?? { day, batchId: last.id, toId: last.toId, sm3: last.sm3 }
  if (!written) await append(anchor)
  await run((db) => db.auditAnchor.create({ data: { ...anchor, day: dayToDb(day), at } }))
  return anchor
}

/** Holds the files, the database's record of them, and the batches they name against each other. */
export async function verifyAnchors(db: Db): Promise<Fault[]> {
  const rows = (await db.auditAnchor.findMany({ orderBy: { day: 'asc' } })).map(toAnchor)
  const batches = new Map(
    (
      await db.auditBatch.findMany({
        where: { id: { in: rows.map((row) => row.batchId) } },
        select: { id: true, sm3: true, toId: true },
      })
    ).map((batch) => [batch.id, batch]),
  )
  const lines = await readFiles()
  const written = new Map<LegalDay, Anchor[]>()
  for (const { anchor } of lines) if (anchor) written.set(anchor.day, [...(written.get(anchor.day) ?? []), anchor])

  const fault = (day: string, why: Extract<Fault, { what: 'anchor' }>['why']): Fault => ({ what: 'anchor', day, why })
  const known = new Set(rows.map((row) => row.day))
  return [
    ...lines.flatMap(({ month, anchor }) => (anchor ? [] : [fault(month, 'unreadable')])),
    ...[...written.keys()].filter((day) => !known.has(day)).map((day) => fault(day, 'no_record')),
    ...rows.flatMap((row) => {
      const batch = batches.get(row.batchId)
      const same = (written.get(row.day) ?? []).map((line) => writeLine(line) === writeLine(row))
      if (batch?.sm3 !== row.sm3 || batch.toId !== row.toId) return [fault(row.day, 'no_batch')]
      if (same.length === 0) return [fault(row.day, 'no_line')]
      return same.every(Boolean) ? [] : [fault(row.day, 'differs')]
    }),
  ]
}
