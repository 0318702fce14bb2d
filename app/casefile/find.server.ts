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
/** Rows of one chunk of an export. */
const CHUNK = 1000

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

type Statement = { from: Prisma.Sql; order: Order; extra: Prisma.Sql }

/** The scope and the filters of a query, for the rows and for their number alike. */
function statementOf({ actor }: Ctx, kind: KindName, query: ListQuery): Statement {
  const conditions = [
    caseScope(actor, kind),
    query.q ? searchCondition(kind, query.q) : undefined,
    query.state ? Prisma.sql`c.state = ${query.state.replaceAll('\0', '')}` : undefined,
    dueCondition(query.due, actor.today),
    query.mine ? Prisma.sql`c.owner_post_id = ${actor.postId}::uuid` : undefined,
    ...(query.where ?? []),
  ].filter((part): part is Prisma.Sql => part !== undefined)
  const join = query.table ? Prisma.sql`JOIN ${Prisma.raw(query.table)} h ON h.case_id = c.id` : Prisma.empty
  return {
    from: Prisma.sql`FROM case_file c ${join} WHERE ${Prisma.join(conditions, ' AND ')}`,
    order: query.order ?? 'due',
    extra: query.select ? Prisma.sql`, ${query.select}` : Prisma.empty,
  }
}

/** `limit` rows after the cursor, in order. */
function rowsAfter({ db }: Ctx, { from, order, extra }: Statement, after: string | undefined, limit: number) {
  const column = Prisma.raw(`c.${keyColumn[order]}`)
  const descending = order === 'opened'
  const cursor = readCursor(order, after)
  const beyond = cursor
    ? descending
      ? Prisma.sql`AND (${column}, c.id) < (${cursor.key}${cast(order)}, ${cursor.id}::uuid)`
      : Prisma.sql`AND (${column}, c.id) > (${cursor.key}${cast(order)}, ${cursor.id}::uuid)`
    : Prisma.empty
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  return db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT c.id, c.case_no, c.state, c.name, c.sex, c.birth_on, c.scope_key, c.next_due_on, c.next_task, c.opened_on, c.owner_post_id, c.pinyin${extra}
    ${from} ${beyond} ORDER BY ${column} ${direction}, c.id ${direction} LIMIT ${limit}`)
}

/** One page of files of one kind in the actor's scope, with the next page's cursor and the capped count. */
export async function listCases(ctx: Ctx, kind: KindName, query: ListQuery) {
  const limit = Math.min(query.limit ?? PAGE, 200)
  const statement = statementOf(ctx, kind, query)
  const raw = await rowsAfter(ctx, statement, query.after, limit + 1)
  const n = await numberOf(ctx, statement, COUNT_CAP + 1)
  const page = raw.slice(0, limit)
  const last = page.at(-1)
  const next = raw.length > limit && last ? writeCursor(statement.order, last) : undefined
  return { rows: page.map(listed), next, count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP }
}

/** Counted up to `most`; the whole number when it is not given. */
async function numberOf({ db }: Ctx, { from }: Statement, most?: number): Promise<number> {
  const cap = most === undefined ? Prisma.empty : Prisma.sql`LIMIT ${most}`
  const [row] = await db.$queryRaw<{ n: bigint }[]>(
    Prisma.sql`SELECT count(*) AS n FROM (SELECT 1 ${from} ${cap}) capped`,
  )
  return Number(row?.n ?? 0)
}

/** The exact number of files that listCases() would page through: for an export, never for a list page. */
export const countCases = (ctx: Ctx, kind: KindName, query: ListQuery): Promise<number> =>
  numberOf(ctx, statementOf(ctx, kind, query))

/** Every file that listCases() would page through, in keyset chunks: for jobs. */
export async function* everyCase(ctx: Ctx, kind: KindName, query: ListQuery): AsyncGenerator<ListedCase> {
  const statement = statementOf(ctx, kind, query)
  for (let after = query.after; ;) {
    const raw = await rowsAfter(ctx, statement, after, CHUNK)
    for (const row of raw) yield listed(row)
    const last = raw.at(-1)
    if (raw.length < CHUNK || !last) return
    after = writeCursor(statement.order, last)
  }
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
