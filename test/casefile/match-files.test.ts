/** A list is answered in one of three forms, by how many files there are: all find the same files, in the same order. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import type { Ctx } from '~/casefile/act.server'
import { countCases, everyCase, listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { setScope } from '~/access/scope.server'
import { prisma, type Db } from '~/lib/db.server'
import { actorOf, inScope, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const narrow = actorOf('TJ', '340705001-JO1')
const county = actorOf('JC', '340705-JB1')
const wide = actorOf('JX', '3407-JB1')

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  // 16,000 files: 1,500 of one office, the rest over two counties and beyond the city.
  await asSuperuser(`INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, next_due_on, lawful_basis)
    SELECT gen_random_uuid(), 'handoff', CASE WHEN n <= 1500 THEN '340705001-JO1' WHEN n % 5 = 0 THEN '341101001-JO1' ELSE '34070' || (5 + n % 2) || '00' || (2 + n % 7) || '-JO1' END,
      CASE WHEN n % 3 = 0 THEN 'ended' WHEN n % 200 = 1 THEN 'unreachable' ELSE 'in_help' END, 'M' || n, 'M' || n, 'M' || n, '某' || n, 'm' || md5(n::text), 'm', 'M',
      DATE '2026-01-01' + n % 300, DATE '2026-11-01' + n % 90, 'law' FROM generate_series(1, 16000) n`)
  await asSuperuser(`INSERT INTO handoff_file (case_id, kind, scope_key, source_type, key_category, must_pickup, needs, insurance_status, support_level, release_due_on)
    SELECT id, kind, scope_key, 'prison', CASE WHEN opened_on < '2026-01-08' THEN '{no_home}'::text[] ELSE '{}' END, opened_on < '2026-01-08', '{}', '{}',
      CASE WHEN next_due_on < '2026-12-10' THEN 'C' WHEN next_due_on < '2026-12-11' THEN 'A' END, opened_on FROM case_file`)
  await asSuperuser(
    `INSERT INTO case_key (case_id, kind, scope_key, key) SELECT id, kind, scope_key, unnest(ARRAY[pinyin, 'm', lower(case_no)]) FROM case_file`,
  )
  await asSuperuser('VACUUM ANALYZE case_file, handoff_file, case_key')
}, 60_000)

const table = 'handoff_file'
const C = Prisma.sql`h.support_level = 'C'`
const A = Prisma.sql`h.support_level = 'A'`
const home = Prisma.sql`h.key_category <> '{}' AND h.key_category @> ARRAY['no_home']::text[]`
const late = Prisma.sql`(c.state = 'in_help' AND h.release_due_on < '2026-02-01')`

/** Each with the truth, said anew over both tables. */
const queries: [string, ListQuery, string][] = [
  ['everything', { table }, 'true'],
  ['a common state', { state: 'in_help' }, `c.state = 'in_help'`],
  ['a rare state', { state: 'unreachable', order: 'name' }, `c.state = 'unreachable'`],
  ['a common level', { table, own: [C] }, `h.support_level = 'C'`],
  ['a rare level', { table, own: [A], order: 'opened' }, `h.support_level = 'A'`],
  [
    'a level and a state',
    { table, own: [C], state: 'unreachable' },
    `h.support_level = 'C' AND c.state = 'unreachable'`,
  ],
  [
    'a level and a common state',
    { table, own: [C], state: 'in_help', order: 'name' },
    `h.support_level = 'C' AND c.state = 'in_help'`,
  ],
  [
    'a level and a stretch of due days',
    { table, own: [C], state: 'in_help', due: 'week' },
    `h.support_level = 'C' AND c.state = 'in_help' AND c.next_due_on <= '2026-11-30'`,
  ],
  [
    'a level and what is late',
    { table, own: [C], due: 'late', order: 'due' },
    `h.support_level = 'C' AND c.next_due_on < '2026-11-23'`,
  ],
  ['a category', { table, own: [home], order: 'name' }, `h.must_pickup`],
  ['nothing', { table, own: [A], state: 'no_show' }, 'false'],
  ['both tables', { table, where: [late] }, `c.state = 'in_help' AND h.release_due_on < '2026-02-01'`],
  [
    'both tables, begun with its own',
    { table, own: [C], where: [late], lead: true },
    `h.support_level = 'C' AND c.state = 'in_help' AND h.release_due_on < '2026-02-01'`,
  ],
  ['a search that finds everybody', { q: 'm', order: 'name' }, 'true'],
  ['a search that finds few', { q: 'm15', order: 'name' }, `c.pinyin LIKE 'm15%' OR lower(c.case_no) LIKE 'm15%'`],
  ['a wide search of a state', { q: 'm', state: 'unreachable' }, `c.state = 'unreachable'`],
  ['a wide search of a level', { table, q: 'm', own: [A], order: 'opened' }, `h.support_level = 'A'`],
  [
    'a narrow search of a level',
    { table, q: 'm1', own: [C] },
    `(c.pinyin LIKE 'm1%' OR lower(c.case_no) LIKE 'm1%') AND h.support_level = 'C'`,
  ],
]
const within: Record<string, string> = {
  TJ: `c.scope_key = '340705001-JO1'`,
  JC: `c.county = '340705'`,
  JX: `c.city = '3407'`,
}
const sorts = { due: 'c.next_due_on, c.id', opened: 'c.opened_on DESC, c.id DESC', name: 'c.pinyin COLLATE "C", c.id' }

/** Three pages, the number, the number of an export and its rows. */
async function answers(ctx: Ctx, query: ListQuery) {
  const pages: string[] = []
  let first: Awaited<ReturnType<typeof listCases>> | undefined
  for (let i = 0, after: string | undefined; i < 3 && (i === 0 || after); i++) {
    const page = await listCases(ctx, 'handoff', { ...query, limit: 40, after })
    first ??= page
    pages.push(...page.rows.map((row) => row.id))
    after = page.next
  }
  const every: string[] = []
  for await (const file of everyCase(ctx, 'handoff', query)) every.push(file.id)
  return { pages, count: first!.count, capped: first!.capped, every, whole: await countCases(ctx, 'handoff', query) }
}

describe.each([
  ['an office', narrow],
  ['a county', county],
  ['a city', wide],
])('in %s: list = count = export', (_, actor) => {
  it.each(queries)('%s', async (_, query, truth) => {
    const rows = await asSuperuser<{ id: string }>(
      `SELECT c.id FROM case_file c JOIN handoff_file h ON h.case_id = c.id WHERE ${within[actor.role]!} AND (${truth}) ORDER BY ${sorts[query.order ?? 'due']}`,
    )
    const ids = rows.map((row) => row.id)
    const given = await inScope(actor, (ctx) => answers(ctx, query))
    expect(given.pages).toEqual(ids.slice(0, 120))
    expect([given.count, given.capped]).toEqual([Math.min(ids.length, 1000), ids.length > 1000])
    expect(given.every).toEqual(ids)
    expect(given.whole).toBe(ids.length)
  })
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; Plans?: Plan[] }
/** The nodes of a plan, each with whether it lies below a join: a bounded count may look at a table from its start. */
const flat = (plan: Plan, joined = false): string[] => [
  [joined ? 'joined' : '', plan['Node Type'], plan['Index Name'] ?? plan['Relation Name'] ?? ''].join(' ').trim(),
  ...(plan.Plans ?? []).flatMap((below) => flat(below, joined || /Join|Loop/.test(plan['Node Type']))),
]

/** The plans of all statements of a query, as they are made on this connection now. */
async function plansOf(db: Db, actor: Actor, query: ListQuery): Promise<string[]> {
  const sent: Prisma.Sql[] = []
  const heard = { $queryRaw: (sql: Prisma.Sql) => (sent.push(sql), db.$queryRaw(sql)) } as unknown as Db
  await listCases({ db: heard, actor }, 'handoff', query)
  const plans: string[] = []
  for (const sql of sent) {
    const [row] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(Prisma.sql`EXPLAIN (FORMAT JSON) ${sql}`)
    plans.push(...flat(row!['QUERY PLAN'][0].Plan))
  }
  return plans
}

describe('on one connection', () => {
  /** Who asks, in turn, and the plans that each was given. */
  const inTurn = (turns: readonly Actor[]) =>
    prisma.$transaction(
      async (db) => {
        const given: string[][][] = []
        for (const actor of turns) {
          await setScope(db, actor)
          const plans: string[][] = []
          for (const [, query] of queries) plans.push(await plansOf(db, actor, query))
          given.push(plans)
        }
        return given
      },
      { timeout: 60_000 },
    )

  it('the plans of a narrow post and of a wide one do not depend on who came first', async () => {
    const [narrowFirst, wideSecond, narrowThird] = await inTurn([narrow, wide, narrow])
    const [wideFirst, narrowSecond, wideThird] = await inTurn([wide, narrow, wide])
    expect(narrowThird).toEqual(narrowFirst)
    expect(narrowSecond).toEqual(narrowFirst)
    expect(wideThird).toEqual(wideFirst)
    expect(wideSecond).toEqual(wideFirst)
  })

  it('no list of a city joins whole tables', async () => {
    const [plans] = await inTurn([wide])
    for (const [at, [name]] of queries.entries())
      expect(
        plans![at]!.filter((node) => /Hash Join|Merge Join|joined Seq Scan handoff_file/.test(node)),
        name,
      ).toEqual([])
  })
})
