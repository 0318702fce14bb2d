/** DESIGN rule 6: what is listed, counted and shown on the desk is one population, for every role that may list. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { judge, kindNames, type KindName } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { listApprovals } from '~/casefile/desk/list-approvals.server'
import { listDuties } from '~/casefile/desk/list-duties.server'
import { listAssigned, listMine } from '~/casefile/desk/list-files.server'
import { listInbox } from '~/casefile/desk/list-inbox.server'
import type { DeskPage } from '~/casefile/desk/row'
import { listCases } from '~/casefile/find.server'
import type { ListQuery } from '~/casefile/list-query'
import { actorOf, inScope, sampleDomain, seedPlaces, units } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const stages: Record<string, string> = {
  JC: '340705-JB1',
  JA: '340705-JB1',
  JX: '3407-JB1',
  TJ: '340705001-JO1',
  TH: '340705001-JO1',
  PR: '34-PR1',
  CC: '340705001-CW1',
  CK: '340705-CA1',
  CA: '340705-CA1',
  IC: '340705001-CW1',
  DP: '340705-GO1',
  FN: '340705-FN1',
  GW: '340705001001001-GS1',
  SP: '340705001-SC1',
  ST: '340705001-SC1',
  EC: '340705-EB1',
  HR: '340705-HR1',
  CD: '340705001001-VC1',
  CS: '340705001-CW1',
  LV: '340705-JB1',
}
const posts = new Map<string, Actor>(Object.entries(stages).map(([role, unit]) => [role, actorOf(role as Role, unit)]))
const listers = (Object.keys(roles) as Role[]).filter((role) =>
  kindNames.some((kind) => judge(role, kind, 'L').allowed),
)
const domains = Object.fromEntries(kindNames.map((kind) => [kind, sampleDomain(kind)])) as never

type Row = {
  id: string
  kind: KindName
  scope_key: string
  state: string
  name: string
  next_due_on: string
  opened_on: string
  owner_post_id: string | null
}
let population: Row[] = []

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  const owners = [...posts.values()].map((actor) => actor.postId)
  const places = Object.keys(units).filter((unit) => /PR|JB|JO|CW|GS|SC|HR|FN/.test(unit))
  await asSuperuser(
    `SELECT setseed(0.17);
     INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, assigned_on, closed_on, next_due_on, next_task, owner_post_id, lawful_basis)
     SELECT gen_random_uuid(), CASE WHEN place ~ 'PR' THEN 'release_notice' WHEN place ~ 'CW' THEN (ARRAY['intake','relief_temp','relief_dibao'])[1 + floor(random() * 3)::int] WHEN place ~ 'GS' THEN 'household' WHEN place ~ 'FN' THEN 'payment_batch' WHEN place ~ 'SC' THEN 'relief_school' WHEN place ~ 'HR' THEN (ARRAY['relief_training','relief_loan'])[1 + floor(random() * 2)::int] WHEN random() < 0.5 THEN 'handoff' ELSE 'support' END, place, state, 'R' || n, 'R' || n, 'R' || n,
       name, name, name, 'M', DATE '2026-11-23' - (random() * 200)::int, DATE '2026-11-23' - (random() * 14)::int, CASE state WHEN 'ended' THEN DATE '2026-11-20' END,
       DATE '9999-12-31', NULL, CASE WHEN random() < 0.4 THEN (ARRAY[${owners.map((id) => `'${id}'`).join()}]::uuid[])[1 + (random() * ${owners.length - 1})::int] END, 'law'
     FROM (SELECT n, (ARRAY['${places.join(`','`)}'])[1 + (random() * ${places.length - 1})::int] AS place, (ARRAY['begun', 'active', 'ended'])[1 + (random() * 2)::int] AS state,
       (ARRAY['wangming', 'wangwu', 'lilei', 'a%b', 'a_b', '100%', $q$o'neil$q$])[1 + (random() * 6)::int] AS name FROM generate_series(1, 1000) n) r;
     INSERT INTO case_key (case_id, kind, scope_key, key) SELECT id, kind, scope_key, name FROM case_file;
     INSERT INTO task (id, scope_key, case_id, kind, neutral_no, code, role, assignee_id, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
     SELECT gen_random_uuid(), scope_key, id, kind, neutral_no, 'begin', CASE WHEN kind = 'relief_school' THEN (ARRAY['SP','ST','EC'])[1 + (random() * 2)::int] WHEN kind IN ('relief_training', 'relief_loan') THEN 'HR' WHEN kind ~ 'relief' THEN (ARRAY['CC','CK','CA'])[1 + (random() * 2)::int] ELSE (ARRAY['JC','JA','TJ','TH','PR','JX','IC','DP','GW','FN'])[1 + (random() * 9)::int] END, CASE WHEN random() < 0.2 THEN owner_post_id END,
       opened_on, DATE '2026-11-10' + (random() * 25)::int, DATE '2026-11-10', 'x', 1, 'd', '', now() FROM case_file WHERE state <> 'ended' AND random() < 0.8;
     INSERT INTO proposal (id, case_id, kind, scope_key, step, state, inputs_enc, digest, second_roles, proposed_by, proposed_user, proposed_name, proposed_at)
     SELECT gen_random_uuid(), id, kind, scope_key, 'end', CASE WHEN random() < 0.7 THEN 'waiting' ELSE 'done' END, '', '', CASE WHEN kind = 'relief_school' THEN ARRAY['EC'] WHEN kind IN ('relief_training', 'relief_loan') THEN ARRAY['HR'] WHEN kind ~ 'relief' THEN ARRAY['CA'] ELSE ARRAY['TH', 'JA'] END, gen_random_uuid(), 'u', '某', now() FROM case_file WHERE state = 'active';
     INSERT INTO referral (id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, sent_on, sent_by, due_on, state)
     SELECT gen_random_uuid(), 'F' || case_no, (ARRAY['legal_aid', 'transfer', 'job'])[1 + (random() * 2)::int], id, kind, scope_key, scope_key, (ARRAY['340705-JB1', '340706-JB1', '340705001-JO1'])[1 + (random() * 2)::int], '', '',
       DATE '2026-11-01', gen_random_uuid(), DATE '2026-11-10' + (random() * 25)::int, CASE WHEN random() < 0.6 THEN 'sent' ELSE 'answered' END FROM case_file WHERE state = 'active' AND kind <> 'release_notice'`,
  )
  population = await asSuperuser<Row>(
    'SELECT id, kind, scope_key, state, name, next_due_on::text, opened_on::text, owner_post_id FROM case_file',
  )
}, 60_000)

/** Is a file in a post's range? Said anew here: the unit for an office and a prison, the region below it for the others. */
const ranges = (actor: Actor, row: Row) =>
  ['TJ', 'TH', 'PR', 'CC', 'IC', 'FN', 'CD'].includes(actor.role)
    ? row.scope_key === actor.unit.code
    : row.scope_key.startsWith(actor.unit.regionCode)

/** All pages of a list, one after the other. */
async function every(ctx: Ctx, kind: KindName, query: ListQuery) {
  const rows: { id: string }[] = []
  const counts = new Set<number>()
  for (let after: string | undefined; ;) {
    const page = await listCases(ctx, kind, { ...query, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    counts.add(page.count)
    after = page.next
    if (!after) return { ids: rows.map((row) => row.id), counts: [...counts] }
  }
}

const filters = fc.record(
  {
    state: fc.constantFrom('begun', 'active', 'ended', 'nothing'),
    due: fc.constantFrom('late', 'today', 'week', 'none', 'nonsense'),
    q: fc.constantFrom('wang', 'wangm', 'a%', 'a_b', '%', '_', '100%', `o'n`, 'zzz', '*', '\\'),
    mine: fc.boolean(),
    order: fc.constantFrom('due' as const, 'opened' as const, 'name' as const),
  },
  { requiredKeys: [] },
)

describe('list = count', () => {
  it('all roles that may list stand in this test', () => {
    expect([...listers].sort()).toEqual(Object.keys(stages).sort())
  })

  it.each(listers)(
    'for %s, whatever the filter: every file of the range once, in order, and the same number',
    async (role) => {
      const actor = posts.get(role)!
      const kinds = kindNames.filter((kind) => judge(role, kind, 'L').allowed)
      await fc.assert(
        fc.asyncProperty(filters, fc.constantFrom(...kinds), fc.constantFrom(7, 50), async (query, kind, limit) => {
          const { ids, counts } = await inScope(actor, (ctx) => every(ctx, kind, { ...query, limit }))
          const wanted = population.filter(
            (row) =>
              row.kind === kind &&
              ranges(actor, row) &&
              (!query.state || row.state === query.state) &&
              (!query.q || row.name.startsWith(query.q)) &&
              (!query.mine || row.owner_post_id === actor.postId) &&
              (query.due === 'late'
                ? row.next_due_on < '2026-11-23'
                : query.due === 'today'
                  ? row.next_due_on === '2026-11-23'
                  : query.due === 'week'
                    ? row.next_due_on <= '2026-11-30'
                    : query.due === 'none'
                      ? row.next_due_on === '9999-12-31'
                      : true),
          )
          expect(ids.length).toBe(new Set(ids).size)
          expect([...ids].sort()).toEqual(wanted.map((row) => row.id).sort())
          expect(counts).toEqual([wanted.length])
          const key = (id: string) => population.find((row) => row.id === id)!
          const keys = ids.map((id) =>
            query.order === 'opened' ? key(id).opened_on : query.order === 'name' ? key(id).name : key(id).next_due_on,
          )
          expect(keys).toEqual(query.order === 'opened' ? [...keys].sort().reverse() : [...keys].sort())
        }),
        { numRuns: 12, seed: 7 },
      )
    },
  )

  it('a role that may not list has no file, whatever it asks', async () => {
    for (const role of (Object.keys(roles) as Role[]).filter((one) => !listers.includes(one))) {
      for (const kind of kindNames)
        expect(await inScope(actorOf(role, '340705-JB1'), (ctx) => listCases(ctx, kind, {})), role).toMatchObject({
          rows: [],
          count: 0,
        })
    }
  })
})

describe('numbers of the desk = rows of its tabs', () => {
  async function all(page: (after?: string) => Promise<DeskPage>): Promise<number> {
    const ids: string[] = []
    for (let after: string | undefined; ;) {
      const given: DeskPage = await page(after)
      ids.push(...given.rows.map((row) => row.id))
      after = given.next
      if (!after) break
    }
    expect(new Set(ids).size).toBe(ids.length)
    return ids.length
  }

  it.each(listers)('for %s', async (role) => {
    const listed = await inScope(posts.get(role)!, async (ctx) => ({
      counts: await deskCounts(domains, ctx),
      rows: {
        late: await all((after) => listDuties(domains, ctx, 'late', after)),
        today: await all((after) => listDuties(domains, ctx, 'today', after)),
        week: await all((after) => listDuties(domains, ctx, 'week', after)),
        assigned: await all((after) => listAssigned(domains, ctx, after)),
        approvals: await all((after) => listApprovals(domains, ctx, after)),
        inbox: await all((after) => listInbox(domains, ctx, after)),
        mine: await all((after) => listMine(domains, ctx, after)),
      },
    }))
    expect(listed.counts).toEqual(listed.rows)
    expect(Object.values(listed.rows).some((n) => n > 0)).toBe(true)
  })
})
