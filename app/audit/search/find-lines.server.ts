/** Lines of the access log by the auditor's filters: always within a period, one page at a time, the newest first. */
import { Prisma } from '~/generated/prisma/client'
import { addDays } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { eventsOf } from '../words/event-words'
import type { Cursor, LogQuery } from './query'
import { eventsOfView, viewOf } from './views'

export const LOG_PAGE = 50
const COUNT_CAP = 1_000
const MOST_ACCOUNTS = 20
const MOST_UNITS = 500

export type LogRow = {
  id: bigint
  at: Date
  event: string
  post_id: string | null
  user_id: string | null
  unit_code: string | null
  file_token: string | null
  fields: number
  purpose: string | null
  count: number
  ip: string | null
  request_id: string | null
  data: unknown
}

/** The filters with names looked up: ids of accounts, codes of units. */
export type Found = { query: LogQuery; users?: string[]; units?: string[]; problems: string[] }

const REFUSED = eventsOf(['refuse', 'sign_in_failed'])
export const lineColumns = Prisma.sql`l.id, l.at, l.event, l.post_id, l.user_id, l.unit_code, l.file_token, l.fields, l.purpose, l.count, l.ip, l.request_id, l.data`

/** Looks up whom and which units the auditor means, in one statement; says so when there is none. */
export async function findNames(db: Pick<Db, '$queryRaw'>, query: LogQuery): Promise<Found> {
  const { account, unit } = query
  if (!account && !unit) return { query, problems: [] }
  const rows = await db.$queryRaw<{ what: string; id: string }[]>(Prisma.sql`
    (SELECT 'user' AS what, id FROM app_user WHERE ${account ?? ''} <> '' AND (username = lower(${account ?? ''}) OR name = ${account ?? ''}) LIMIT ${MOST_ACCOUNTS})
    UNION ALL (SELECT 'unit', code FROM unit WHERE ${unit ?? ''} <> '' AND (code = ${unit ?? ''}
      OR (${unit ?? ''} ~ '^[0-9]+$' AND starts_with(code, ${unit ?? ''})) OR strpos(name, ${unit ?? ''}) > 0) ORDER BY code LIMIT ${MOST_UNITS})`)
  const of = (what: string) => rows.filter((row) => row.what === what).map((row) => row.id)
  const [users, units] = [of('user'), of('unit')]
  return {
    query,
    ...(account && { users }),
    ...(unit && { units }),
    problems: [
      ...(account && users.length === 0 ? [`没有用户名或姓名是“${account}”的账号。`] : []),
      ...(unit && units.length === 0 ? [`没有名称或代码符合“${unit}”的单位。`] : []),
    ],
  }
}

const chinaMidnight = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** Outside the office hours of the rules, on weekends and holidays, as the calendar has them. */
function afterHours(until: string): Prisma.Sql {
  const here = Prisma.sql`(l.at AT TIME ZONE 'Asia/Shanghai')`
  const rule = (id: string) =>
    Prisma.sql`(SELECT r.value FROM rule_param r WHERE r.rule_id = ${id} AND r.effective_from <= ${until}::date ORDER BY r.effective_from DESC LIMIT 1)`
  const named = (kind: string) => Prisma.sql`(SELECT w.day FROM workday_calendar w WHERE w.kind = ${kind})`
  return Prisma.sql`(extract(hour FROM ${here}) < ${rule('X.office_from')} OR extract(hour FROM ${here}) >= ${rule('X.office_until')}
    OR ${here}::date IN ${named('rest')} OR (extract(isodow FROM ${here}) > 5 AND ${here}::date NOT IN ${named('work')}))`
}

/** The filters as a condition over alias l. The period comes first: it says which months' partitions are read at all. */
export function conditionOf({ query, users, units }: Found): Prisma.Sql {
  const parts: Prisma.Sql[] = [
    Prisma.sql`l.at >= ${chinaMidnight(query.from)} AND l.at < ${chinaMidnight(addDays(query.to, 1))}`,
  ]
  const oneOf = (events: readonly string[]) =>
    events.length === 1 ? Prisma.sql`l.event = ${events[0]}` : Prisma.sql`l.event = ANY (${events}::text[])`
  if (query.view) parts.push(oneOf(eventsOfView(query.view)))
  if (query.view && viewOf(query.view).afterHours) parts.push(afterHours(query.to))
  if (query.event) parts.push(oneOf([query.event]))
  if (query.result === 'refused') parts.push(oneOf(REFUSED))
  if (query.result === 'done') parts.push(Prisma.sql`NOT ${oneOf(REFUSED)}`)
  if (users) parts.push(Prisma.sql`l.user_id = ANY (${users}::text[])`)
  if (units) parts.push(Prisma.sql`l.unit_code = ANY (${units}::text[])`)
  if (query.post) parts.push(Prisma.sql`l.post_id = ${query.post}::uuid`)
  if (query.role) parts.push(Prisma.sql`l.post_id IN (SELECT p.id FROM post p WHERE p.role = ${query.role})`)
  if (query.token) parts.push(Prisma.sql`l.file_token = ${query.token}`)
  if (query.request) parts.push(Prisma.sql`l.request_id = ${query.request}`)
  if (query.ip) parts.push(Prisma.sql`l.ip = ${query.ip}`)
  return Prisma.join(parts, ' AND ')
}

/** One page and the next page's cursor. The cursor's instant also narrows the partitions. */
export function linesSql(found: Found, after: Cursor | undefined, limit = LOG_PAGE): Prisma.Sql {
  const beyond = after
    ? Prisma.sql`AND l.at <= ${after.at} AND (l.at, l.id) < (${after.at}, ${after.id})`
    : Prisma.empty
  return Prisma.sql`SELECT ${lineColumns} FROM access_log l WHERE ${conditionOf(found)} ${beyond} ORDER BY l.at DESC, l.id DESC LIMIT ${limit + 1}`
}

export async function findLines(
  db: Pick<Db, '$queryRaw'>,
  found: Found,
  after: Cursor | undefined,
  limit = LOG_PAGE,
): Promise<{ rows: LogRow[]; next?: Cursor }> {
  const rows = await db.$queryRaw<LogRow[]>(linesSql(found, after, limit))
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit), ...(rows.length > limit && last && { next: { at: last.at, id: last.id } }) }
}

/** How many there are: exact to a thousand, then '1000+'. */
export async function countLines(db: Pick<Db, '$queryRaw'>, found: Found): Promise<string> {
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM access_log l WHERE ${conditionOf(found)} LIMIT ${COUNT_CAP + 1}) capped`,
  )
  return n > COUNT_CAP ? `${COUNT_CAP}+` : String(n)
}
