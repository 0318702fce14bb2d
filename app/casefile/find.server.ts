/** Lists of files: the scope as literals, a keyset page on stable keys, a count exact to 1,000 (DESIGN rule 11). */
import { Prisma } from '~/generated/prisma/client'
import { caseScope } from '~/access/scope.server'
import type { KindName } from '~/access/policy'
import { addDays, dbToDay, isLegalDay, type LegalDay } from '~/lib/dates'
import type { Ctx } from './act.server'
import { isCaseId } from './load-case.server'
import { searchTerms } from './search-keys.server'

export const PAGE = 50
const COUNT_CAP = 1000

export type Order = 'due' | 'opened' | 'name'
export type ListQuery = {
  q?: string | undefined
  state?: string | undefined
  /** late | today | week | none */
  due?: string | undefined
  /** Files of my own hand. */
  mine?: boolean
  order?: Order
  after?: string | undefined
  /** Further conditions over alias c (case_file) and h (the kind's own table). */
  where?: readonly Prisma.Sql[]
  /** The kind's own table, joined as h. */
  table?: string
  /** Columns of h to be given too. */
  select?: Prisma.Sql
  limit?: number
}

export type ListedCase = {
  id: string
  caseNo: string
  state: string
  name: string
  sex: string
  birthOn: LegalDay | null
  scopeKey: string
  nextDueOn: LegalDay
  nextTask: string | null
  openedOn: LegalDay
  ownerPostId: string | null
  extra: Record<string, unknown>
}

type Raw = Record<string, unknown> & {
  id: string
  case_no: string
  state: string
  name: string
  sex: string
  birth_on: Date | null
  scope_key: string
  next_due_on: Date
  next_task: string | null
  opened_on: Date
  owner_post_id: string | null
  pinyin: string
}

const keyColumn = { due: 'next_due_on', opened: 'opened_on', name: 'pinyin' } as const

/** A search text as a condition on the file's keys inside the scope. */
export function searchCondition(kind: KindName, text: string): Prisma.Sql | undefined {
  const { prefixes, exact } = searchTerms(text)
  const match = [
    ...prefixes.map((prefix) => Prisma.sql`(k.key >= ${prefix} AND k.key < ${prefix + '\u{10ffff}'})`),
    ...exact.map((key) => Prisma.sql`k.key = ${key}`),
  ]
  if (!match.length) return undefined
  return Prisma.sql`c.id IN (SELECT k.case_id FROM case_key k WHERE k.kind = ${kind} AND (${Prisma.join(match, ' OR ')}))`
}

function dueCondition(due: string | undefined, today: LegalDay): Prisma.Sql | undefined {
  if (due === 'late') return Prisma.sql`c.next_due_on < ${today}::date`
  if (due === 'today') return Prisma.sql`c.next_due_on = ${today}::date`
  if (due === 'week') return Prisma.sql`c.next_due_on <= ${addDays(today, 7)}::date`
  if (due === 'none') return Prisma.sql`c.next_due_on = DATE '9999-12-31'`
  return undefined
}

/** One page of files of one kind in the actor's scope, with the next page's cursor and the capped count. */
export async function listCases({ actor, db }: Ctx, kind: KindName, query: ListQuery) {
  const order = query.order ?? 'due'
  const limit = Math.min(query.limit ?? PAGE, 200)
  const conditions = [
    caseScope(actor, kind),
    query.q ? searchCondition(kind, query.q) : undefined,
    query.state ? Prisma.sql`c.state = ${query.state.replaceAll('\0', '')}` : undefined,
    dueCondition(query.due, actor.today),
    query.mine ? Prisma.sql`c.owner_post_id = ${actor.postId}::uuid` : undefined,
    ...(query.where ?? []),
  ].filter((part): part is Prisma.Sql => part !== undefined)
  const join = query.table ? Prisma.sql`JOIN ${Prisma.raw(query.table)} h ON h.case_id = c.id` : Prisma.empty
  const where = Prisma.join(conditions, ' AND ')
  const column = Prisma.raw(`c.${keyColumn[order]}`)
  const descending = order === 'opened'
  const cursor = readCursor(order, query.after)
  const beyond = cursor
    ? descending
      ? Prisma.sql`AND (${column}, c.id) < (${cursor.key}${cast(order)}, ${cursor.id}::uuid)`
      : Prisma.sql`AND (${column}, c.id) > (${cursor.key}${cast(order)}, ${cursor.id}::uuid)`
    : Prisma.empty
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const extra = query.select ? Prisma.sql`, ${query.select}` : Prisma.empty
  const raw = await db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT c.id, c.case_no, c.state, c.name, c.sex, c.birth_on, c.scope_key, c.next_due_on, c.next_task, c.opened_on, c.owner_post_id, c.pinyin${extra}
    FROM case_file c ${join} WHERE ${where} ${beyond} ORDER BY ${column} ${direction}, c.id ${direction} LIMIT ${limit + 1}`)
  const [{ n } = { n: 0n }] = await db.$queryRaw<{ n: bigint }[]>(
    Prisma.sql`SELECT count(*) AS n FROM (SELECT 1 FROM case_file c ${join} WHERE ${where} LIMIT ${COUNT_CAP + 1}) capped`,
  )
  const page = raw.slice(0, limit)
  const last = page.at(-1)
  const next = raw.length > limit && last ? writeCursor(order, last) : undefined
  return { rows: page.map(listed), next, count: Math.min(Number(n), COUNT_CAP), capped: Number(n) > COUNT_CAP }
}

export type CaseList = Awaited<ReturnType<typeof listCases>>

/** '1000+' or the exact number. */
export const countText = (list: { count: number; capped: boolean }): string =>
  list.capped ? `${list.count}+` : String(list.count)

const cast = (order: Order) => (order === 'name' ? Prisma.empty : Prisma.raw('::date'))

function writeCursor(order: Order, row: Raw): string {
  const value = row[keyColumn[order]]
  return `${value instanceof Date ? dbToDay(value) : String(value)}_${row.id}`
}

function readCursor(order: Order, after: string | undefined): { key: string; id: string } | undefined {
  const cut = after?.lastIndexOf('_') ?? -1
  if (!after || cut < 0) return undefined
  const key = after.slice(0, cut)
  const id = after.slice(cut + 1)
  if (!isCaseId(id) || (order !== 'name' && !isLegalDay(key)) || key.length > 200 || key.includes('\0'))
    return undefined
  return { key, id }
}

function listed(row: Raw): ListedCase {
  const {
    id,
    case_no,
    state,
    name,
    sex,
    birth_on,
    scope_key,
    next_due_on,
    next_task,
    opened_on,
    owner_post_id,
    pinyin: _pinyin,
    ...extra
  } = row
  return {
    id,
    caseNo: case_no,
    state,
    name,
    sex,
    birthOn: birth_on && dbToDay(birth_on),
    scopeKey: scope_key,
    nextDueOn: dbToDay(next_due_on),
    nextTask: next_task,
    openedOn: dbToDay(opened_on),
    ownerPostId: owner_post_id,
    extra: Object.fromEntries(
      Object.entries(extra).map(([key, value]) => [key, value instanceof Date ? dbToDay(value) : value]),
    ),
  }
}
