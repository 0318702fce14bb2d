/** PITFALLS 13–15, 26–28: one connection serves narrow and wide posts in turn; each gets its own plan and its own rows. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/access/actor'
import { caseScope, setScope } from '~/access/scope.server'
import { listCases } from '~/casefile/find.server'
import { searchCondition } from '~/casefile/match-files.server'
import { prisma, type Db } from '~/lib/db.server'
import { actorOf, inScope, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const narrow = actorOf('TJ', '340705001-JO1')
const wide = actorOf('JX', '3407-JB1')
const party = actorOf('PH', '340705001-JO1')

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  // 24,000 files: 80 of the small office, the rest spread over other offices of the city and beyond it.
  await asSuperuser(`INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, next_due_on, lawful_basis)
    SELECT gen_random_uuid(), 'handoff', CASE WHEN n % 300 = 0 THEN '340705001-JO1' WHEN n % 4 = 0 THEN '341101001-JO1' ELSE '34070' || (5 + n % 2) || '00' || (2 + n % 7) || '-JO1' END,
      'in_help', 'P' || n, 'P' || n, 'P' || n, '某' || n, 'mou', 'm', 'M', DATE '2026-01-01' + n % 300, DATE '2026-11-01' + n % 90, 'law' FROM generate_series(1, 24000) n`)
  await asSuperuser(
    `INSERT INTO case_key (case_id, kind, scope_key, key) SELECT id, kind, scope_key, lower(case_no) FROM case_file`,
  )
  await asSuperuser(
    `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis) SELECT gen_random_uuid(), id, kind, scope_key, '${party.postId}', 'pair', 'limited', now(), '' FROM case_file WHERE case_no IN ('P1', 'P2', 'P3')`,
  )
  await asSuperuser('ANALYZE')
}, 60_000)

type Plan = {
  'Node Type': string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
/** The nodes of the list's plan, flat, and how many rows it had to look at. */
async function planOf(db: Db, actor: Actor) {
  const [row] = await db.$queryRaw<
    { 'QUERY PLAN': [{ Plan: Plan }] }[]
  >(Prisma.sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)
    SELECT c.id, c.name FROM case_file c WHERE ${caseScope(actor, 'handoff')} ORDER BY c.next_due_on ASC, c.id ASC LIMIT 51`)
  const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
  const nodes = flat(row!['QUERY PLAN'][0].Plan)
  return {
    sorts: nodes.some((node) => node['Node Type'].includes('Sort')),
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    looked: nodes.reduce((sum, node) => sum + (node['Rows Removed by Filter'] ?? 0), 0),
  }
}
const seen = async (ctx: { db: Db; actor: Actor }) =>
  (await listCases(ctx, 'handoff', { limit: 200 })).rows.map((row) => row.scopeKey)

describe('one connection', () => {
  it.each([
    ['narrow then wide', [narrow, wide, narrow]],
    ['wide then narrow', [wide, narrow, wide]],
  ] as const)('%s: right rows and the same plans', async (_, order) => {
    await prisma.$transaction(
      async (db) => {
        for (const actor of order) {
          await setScope(db, actor)
          // More often than PostgreSQL needs to settle for a shared plan.
          for (let i = 0; i < 6; i++) {
            const keys = await seen({ db, actor })
            expect(keys.length).toBe(actor === narrow ? 80 : 200)
            expect(keys.every((key) => (actor === narrow ? key === '340705001-JO1' : key.startsWith('3407')))).toBe(
              true,
            )
          }
          const plan = await planOf(db, actor)
          expect(plan).toMatchObject({ sorts: false, looked: 0 })
          expect(plan.indexes).toEqual([
            actor === narrow ? 'case_file_kind_scope_key_next_due_on_id_idx' : 'case_file_kind_city_next_due_on_id_idx',
          ])
        }
      },
      { timeout: 20_000 },
    )
  })

  it('sends statements without a name: nothing stays prepared', async () => {
    await prisma.$transaction(async (db) => {
      await setScope(db, wide)
      await seen({ db, actor: wide })
      await db.caseFile.findMany({ take: 1, where: { kind: 'handoff' } })
      await expect(db.$queryRaw`SELECT name, statement FROM pg_prepared_statements`).resolves.toEqual([])
      await expect(db.$queryRaw`SHOW plan_cache_mode`).resolves.toEqual([{ plan_cache_mode: 'force_custom_plan' }])
    })
  })
})

describe('a list', () => {
  it('of an office and of a county walks its own index in order', async () => {
    for (const [actor, index] of [
      [narrow, 'case_file_kind_scope_key_next_due_on_id_idx'],
      [actorOf('JC', '340705-JB1'), 'case_file_kind_county_next_due_on_id_idx'],
    ] as const) {
      const plan = await inScope(actor, ({ db }) => planOf(db, actor))
      expect(plan).toEqual({ sorts: false, looked: 0, indexes: [index] })
    }
  })

  it('of a party starts from the party rows, not from the files', async () => {
    const plan = await inScope(party, ({ db }) => planOf(db, party))
    expect(plan.looked).toBeLessThan(50)
    expect(plan.indexes.join()).toMatch(/case_file_(pkey|id_kind_scope_key_key)/)
    expect(await inScope(party, seen)).toHaveLength(3)
  })

  it('counts exactly to a thousand and then says so', async () => {
    expect(await inScope(narrow, (ctx) => listCases(ctx, 'handoff', {}))).toMatchObject({ count: 80, capped: false })
    expect(await inScope(wide, (ctx) => listCases(ctx, 'handoff', {}))).toMatchObject({ count: 1000, capped: true })
  })

  it('searched by a prefix reads one range of keys, not those of the whole scope', async () => {
    const actor = actorOf('JC', '340705-JB1')
    const rows = await inScope(actor, ({ db }) =>
      db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(Prisma.sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)
      SELECT c.id FROM case_file c WHERE ${caseScope(actor, 'handoff')} AND ${searchCondition('handoff', 'p1230')!}`),
    )
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
    const keys = flat(rows[0]!['QUERY PLAN'][0].Plan).find((node) => node['Index Name'] === 'case_key_search')
    expect(keys?.['Index Cond']).toMatch(/key >= 'p1230'/)
  })
})
