/** Who looked at a file (谁看过), for the request of the person it is about: by the file's token alone. */
import { Prisma } from '~/generated/prisma/client'
import { addMonths, addYears, dbToDay, formatInstant, isLegalDay, type LegalDay } from '~/lib/dates'
import { eventsOf } from '../words/event-words'
import { logLimit } from '../log-limit.server'
import { logAccess } from '../log.server'
import { conditionOf, lineColumns, type LogRow } from './find-lines.server'
import { namesOf } from './names.server'
import { isFileToken, NO_TOKEN } from './query'
import type { AuditContext, WordsOver } from './read-search.server'
import { sayRow, type SaidLine } from './say-rows'

const MOST = 2_000

type Period = { from: LegalDay; to: LegalDay }
export type Readers = Period & {
  token: string
  /** The oldest first. */
  lines: SaidLine[]
  people: number
  /** There are more lines than are shown. */
  cut: boolean
  /** The day from which on lines are in the database; earlier ones are archived. */
  online: LegalDay | null
}
export type ReadersData = { typed: string; problem?: string; readers?: Readers } & Period

/** All that is kept, unless the address says another period. */
async function periodOf({ db, actor }: AuditContext, address: URLSearchParams): Promise<Period> {
  const [from, to] = [address.get('from'), address.get('to')]
  const kept = await logLimit(db, 'X.access_log_keep', actor.now)
  const period = { from: isLegalDay(from) ? from : addYears(actor.today, -kept), to: isLegalDay(to) ? to : actor.today }
  return period.from <= period.to ? period : { from: period.to, to: period.to }
}

/** Reads the lines of one file, those of auditors' own look-ups left out. */
async function readersOf({ db }: AuditContext, token: string, period: Period, wordsOver: WordsOver): Promise<Readers> {
  const condition = conditionOf({ query: { ...period, token }, problems: [] })
  const rows = await db.$queryRaw<LogRow[]>(
    Prisma.sql`SELECT ${lineColumns} FROM access_log l WHERE ${condition} AND l.event <> ALL (${eventsOf(['audit'])}::text[]) ORDER BY l.at, l.id LIMIT ${MOST + 1}`,
  )
  const shown = rows.slice(0, MOST)
  const names = await namesOf(db, shown)
  const words = wordsOver(names)
  const archived = await db.logArchive.findFirst({ where: { droppedAt: { not: null } }, orderBy: { month: 'desc' } })
  return {
    ...period,
    token,
    lines: shown.map((row) => sayRow(row, names, words)),
    people: new Set(shown.flatMap((row) => row.user_id ?? [])).size,
    cut: rows.length > MOST,
    online: archived && addMonths(dbToDay(archived.month), 1),
  }
}

/** The page: empty until a token is given. The look-up is a line of the log. */
export async function readReaders(ctx: AuditContext, url: URL, wordsOver: WordsOver): Promise<ReadersData> {
  const typed = url.searchParams.get('token')?.trim() ?? ''
  const period = await periodOf(ctx, url.searchParams)
  if (typed === '') return { typed, ...period }
  if (!isFileToken(typed)) return { typed, ...period, problem: `${NO_TOKEN}。` }
  const readers = await readersOf(ctx, typed, period, wordsOver)
  await logAccess(ctx.db, ctx.actor, { event: 'audit_search', fileToken: typed, data: { ...period, by: {} } })
  return { typed, ...period, readers }
}

/** The list for paper, logged as printed; undefined when the address names no token. */
export async function printReaders(
  ctx: AuditContext,
  url: URL,
  wordsOver: WordsOver,
): Promise<(Readers & { printed: string }) | undefined> {
  const token = url.searchParams.get('token')?.trim() ?? ''
  if (!isFileToken(token)) return undefined
  const readers = await readersOf(ctx, token, await periodOf(ctx, url.searchParams), wordsOver)
  await logAccess(ctx.db, ctx.actor, { event: 'print', fileToken: token, data: { what: 'audit.readers' } })
  return { ...readers, printed: `打印：${ctx.actor.userName} ${formatInstant(ctx.actor.now)}` }
}
