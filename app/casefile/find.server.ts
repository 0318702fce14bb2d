/** Lists of files: the scope as literals, a keyset page on stable keys, a count exact to 1,000 (DESIGN rule 11). */
import { Prisma } from '~/generated/prisma/client'
import type { KindName } from '~/access/policy'
import { dbToDay, isLegalDay, type LegalDay } from '~/lib/dates'
import type { Ctx } from './act.server'
import { COUNT_CAP, type ListQuery, type Order } from './list-query'
import { isCaseId } from './load-case.server'
import { matchFiles, type Form, type Matches } from './match-files.server'

export const PAGE = 50
/** Rows of one chunk of an export. */
const CHUNK = 1000

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

/**
 * `limit` rows after the cursor, in order: the ids by the form's own way, from indexes where they answer; then what is
 * shown of the few.
 */
function rowsAfter({ db }: Ctx, from: Prisma.Sql, form: Form, query: ListQuery, limit: number) {
  const order = query.order ?? 'due'
  const column = Prisma.raw(keyColumn[order])
  const direction = Prisma.raw(order === 'opened' ? 'DESC' : 'ASC')
  const cursor = readCursor(order, query.after)
  const beyond = cursor
    ? Prisma.sql`AND (c.${column}, c.id) ${Prisma.raw(order === 'opened' ? '<' : '>')} (${cursor.key}${cast(order)}, ${cursor.id}::uuid)`
    : Prisma.empty
  const matched = Prisma.sql`SELECT c.id, c.${column} ${from} ${beyond}`
  const ids =
    form === 'walk'
      ? Prisma.sql`${matched} ORDER BY c.${column} ${direction}, c.id ${direction} LIMIT ${limit}`
      : Prisma.sql`SELECT id FROM (${matched} OFFSET 0) m ORDER BY ${column} ${direction}, id ${direction} LIMIT ${limit}`
  const extra = query.select ? Prisma.sql`, ${query.select}` : Prisma.empty
  const own = query.table
    ? Prisma.sql`CROSS JOIN LATERAL (SELECT h.* FROM ${Prisma.raw(query.table)} h WHERE h.case_id = p.id OFFSET 0) h`
    : Prisma.empty
  return db.$queryRaw<Raw[]>(Prisma.sql`
    SELECT c.id, c.case_no, c.state, c.name, c.sex, c.birth_on, c.scope_key, c.next_due_on, c.next_task, c.opened_on, c.owner_post_id, c.pinyin${extra}
    FROM (${ids}) p CROSS JOIN LATERAL (SELECT c.* FROM case_file c WHERE c.id = p.id OFFSET 0) c ${own} ORDER BY c.${column} ${direction}, c.id ${direction}`)
}

/** How a query is answered: it depends on how many files there are, never on what the planner guesses. */
async function formOf({ db }: Ctx, matches: Matches, glance = false): Promise<{ n: number; form: Form }> {
  const [row] = await db.$queryRaw<{ lead: Form | null; n: number }[]>(matches.number)
  const { lead, n } = row ?? { lead: null, n: 0 }
  return { n, form: lead ?? (n <= COUNT_CAP ? matches.gather : glance ? 'glance' : 'walk') }
}

/** One page of files of one kind in the actor's scope, with the next page's cursor and the capped count. */
export async function listCases(ctx: Ctx, kind: KindName, query: ListQuery) {
  const limit = Math.min(query.limit ?? PAGE, 200)
  const matches = matchFiles(ctx, kind, query)
  const { n, form } = await formOf(ctx, matches, query.glance)
  const raw = n ? await rowsAfter(ctx, matches.from[form]!, form, query, limit + 1) : []
  const page = raw.slice(0, limit)
  const last = page.at(-1)
  const next = raw.length > limit && last ? writeCursor(query.order ?? 'due', last) : undefined
  return { rows: page.map(listed), next, count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP }
}

/** The exact number of files that listCases() would page through: for an export, never for a list page. */
export async function countCases(ctx: Ctx, kind: KindName, query: ListQuery): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>(matchFiles(ctx, kind, query).whole)
  return row?.n ?? 0
}

/** Every file that listCases() would page through, in keyset chunks: for jobs. */
export async function* everyCase(ctx: Ctx, kind: KindName, query: ListQuery): AsyncGenerator<ListedCase> {
  const matches = matchFiles(ctx, kind, query)
  const { form } = await formOf(ctx, matches)
  for (let after = query.after; ;) {
    const raw = await rowsAfter(ctx, matches.from[form]!, form, { ...query, after }, CHUNK)
    for (const row of raw) yield listed(row)
    const last = raw.at(-1)
    if (raw.length < CHUNK || !last) return
    after = writeCursor(query.order ?? 'due', last)
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
