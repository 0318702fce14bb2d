/** The log as a file: the look-up's own filters, every line of it, read page by page. */
import { Prisma } from '~/generated/prisma/client'
import { formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { UserError } from '~/lib/errors'
import { conditionOf, findLines, findNames, type Found } from './search/find-lines.server'
import { namesOf } from './search/names.server'
import { readQuery, type Cursor } from './search/query'
import type { WordsOver } from './search/read-search.server'
import { sayRow, type SaidLine } from './search/say-rows'
import { viewOf } from './search/views'
import { eventLabel } from './words/event-words'

const CHUNK = 1_000
/** The most lines of one file. */
const MOST = 100_000

/** The look-up of an address. Throws UserError where something cannot be looked up. */
export async function exportedLog(
  db: Pick<Db, '$queryRaw'>,
  address: URLSearchParams,
  today: LegalDay,
  roles: readonly string[],
): Promise<Found> {
  const { query, problems, unusable } = readQuery(address, today, roles)
  const found = await findNames(db, query)
  if (unusable || found.problems.length) throw new UserError(409, [...problems, ...found.problems].join(''))
  return found
}

/** Exactly how many lines. Throws UserError when they are too many for one file. */
export async function countLog(db: Pick<Db, '$queryRaw'>, found: Found): Promise<number> {
  const [{ n } = { n: 0 }] = await db.$queryRaw<{ n: number }[]>(
    Prisma.sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM access_log l WHERE ${conditionOf(found)} LIMIT ${MOST + 1}) capped`,
  )
  if (n > MOST) throw new UserError(409, `一次最多导出 ${MOST} 条日志，请缩短期间或增加条件后再申请。`)
  return n
}

/** The lines, the newest first, with the names of staff. */
export async function* everyLine(
  db: Pick<Db, '$queryRaw'>,
  found: Found,
  wordsOver: WordsOver,
): AsyncGenerator<SaidLine, void> {
  for (let after: Cursor | undefined, more = true; more;) {
    const { rows, next } = await findLines(db, found, after, CHUNK)
    const names = await namesOf(db, rows)
    const words = wordsOver(names)
    for (const row of rows) yield sayRow(row, names, words)
    after = next
    more = next !== undefined
  }
}

/** The choice in words for those who approve: what was narrowed, never by whom or what. */
export function aboutLog({ query, units }: Found, role: (code: string) => string): { about: string; period: string } {
  const parts = [
    query.view && viewOf(query.view).label,
    query.event && `事件：${eventLabel(query.event)}`,
    query.role && `角色：${role(query.role)}`,
    query.result && (query.result === 'refused' ? '被拒绝或失败' : '成功'),
    units && `${units.length} 个单位`,
    query.account && '指定人员',
    query.post && '指定岗位',
    query.token && '指定档案代码',
    query.request && '指定请求编号',
    query.ip && '指定 IP 地址',
  ].filter(Boolean)
  return { about: parts.join('，') || '全部日志', period: `${formatDay(query.from)}至${formatDay(query.to)}` }
}
