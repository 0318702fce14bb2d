import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { correct } from '~/casefile/correct.server'
import { openCases } from '~/casefile/open.server'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import { undo } from '~/casefile/undo.server'
import { isUserError } from '~/lib/errors'
import {
  actorOf,
  at,
  formOf,
  inScope,
  itemOf,
  keeperOf,
  openAt,
  rowOf,
  sampleDomain,
  seedPlaces,
} from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const county = actorOf('JC', '340705-JB1')

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

/** Files whose next date is not the soonest open duty of their owner, or that have a duty twice. */
const wrong = () =>
  asSuperuser(`SELECT c.id, c.next_due_on, c.next_task, n.* FROM case_file c LEFT JOIN LATERAL (
      SELECT t.due_on, t.code FROM task t WHERE t.case_id = c.id AND t.done_at IS NULL AND t.scope_key = c.scope_key ORDER BY t.due_on, t.id LIMIT 1) n ON true
    WHERE (c.next_due_on, c.next_task) IS DISTINCT FROM (coalesce(n.due_on, DATE '9999-12-31'), n.code)
      OR EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.done_at IS NULL GROUP BY t.code HAVING count(*) > 1)`)

const day = fc.integer({ min: 1, max: 23 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`)
const unit = fc.constantFrom('340705001-JO1', '340705002-JO1', '340705-JB1')
const move = fc.oneof(
  fc.record({ do: fc.constant('start' as const), fields: fc.record({ startedOn: day }) }),
  fc.record({ do: fc.constant('restart' as const), fields: fc.record({ startedOn: day }) }),
  fc.record({ do: fc.constant('move' as const), fields: fc.record({ unit }) }),
  fc.record({ do: fc.constant('undo' as const), fields: fc.constant({}) }),
  fc.record({
    do: fc.constant('visit' as const),
    fields: fc.record({
      type: fc.constant('call'),
      onDay: day,
      note: fc.constant('平安'),
      reached: fc.constantFrom('yes', 'no'),
    }),
  }),
  fc.record({
    do: fc.constant('correct' as const),
    fields: fc.record({
      field: fc.constant('startedOn'),
      value: day,
      reason: fc.constant('核对'),
      paper: fc.constant('原件'),
    }),
  }),
)

describe('the next date on a file', () => {
  it('is the soonest open duty of its owner, whatever happened to the file', { timeout: 60_000 }, async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 7 }), async (moves) => {
        const id = (await openAt('support', '340705001-JO1'))[0]!.id
        for (const [index, one] of moves.entries()) {
          const actor = at(county, `2026-11-23T12:00:0${index}+08:00`)
          const { version } = await rowOf(id)
          const form = formOf(one.fields as Record<string, string>)
          await inScope(actor, async (ctx) => {
            if (one.do === 'undo') return void (await undo(domain, ctx, { caseId: id, version }))
            if (one.do === 'correct') return void (await correct(domain, ctx, { caseId: id, version, form }))
            if (one.do === 'visit') return recordVisit(domain, ctx, { caseId: id, form })
            await act(domain, ctx, { caseId: id, step: one.do, version, form })
          }).then(
            () => done++,
            (error: unknown) => {
              if (!isUserError(error)) throw error
            },
          )
          expect(await wrong(), JSON.stringify(moves.slice(0, index + 1))).toEqual([])
        }
      }),
      { numRuns: 9, seed: 20261123 },
    )
    expect(done).toBeGreaterThan(12)
  })

  it('follows a merge of units', async () => {
    const id = (await openAt('support', '340705001-JO10'))[0]!.id
    await asSuperuser(
      `INSERT INTO unit (code, region_code, kind, name) VALUES ('340705001-JO2', '340705001', 'justice_office', '新所')`,
    )
    const [merge] = await asSuperuser<{ id: string }>(
      `INSERT INTO org_unit_change (id, from_codes, to_code, effective_on, reason) VALUES (gen_random_uuid(), ARRAY['340705001-JO10'], '340705001-JO2', '2026-11-23', '合并') RETURNING id`,
    )
    await inScope(actorOf('AD', '340705-JB1'), ({ db }) => db.$queryRaw`SELECT merge_unit(${merge!.id}::uuid)`)
    expect(await wrong()).toEqual([])
    expect(await rowOf(id)).toMatchObject({ scope_key: '340705001-JO2', next_due_on: '2026-11-30' })
  })
})

describe('numbers of files', () => {
  it('are unique and without gaps when twenty are opened at the same moment', async () => {
    const before = await asSuperuser<{ n: number }>(
      `SELECT coalesce(max(last), 0)::int AS n FROM number_series WHERE series = 'SY-340706-2026'`,
    )
    const given = await Promise.all(Array.from({ length: 10 }, () => openAt('support', '340706001-JO1', [{}, {}])))
    const numbers = given.flat().map((one) => one.caseNo)
    expect([...numbers].sort()).toEqual(
      numbers.map((_, i) => `SY-340706-2026-${String(before[0]!.n + i + 1).padStart(5, '0')}`),
    )
    expect(new Set(given.flat().map((one) => one.neutralNo)).size).toBe(20)
  })

  it('a thousand files are opened in one go, each whole', async () => {
    const items = Array.from({ length: 1001 }, () => itemOf('support', '340706001-JO1'))
    const given = await inScope(keeperOf('support', '340706001-JO1'), (ctx) => openCases(domain, ctx, items))
    expect(new Set(given.map((one) => one.caseNo)).size).toBe(1001)
    const [counted] = await asSuperuser(
      `SELECT count(*)::int AS files, count(s.case_id)::int AS own, count(e.id)::int AS events, count(t.id)::int AS tasks, count(DISTINCT c.person_id)::int AS people
       FROM case_file c LEFT JOIN support_file s ON s.case_id = c.id LEFT JOIN case_event e ON e.case_id = c.id LEFT JOIN task t ON t.case_id = c.id WHERE c.id = ANY ($1)`,
      [given.map((one) => one.id)],
    )
    expect(counted).toEqual({ files: 1001, own: 1001, events: 1001, tasks: 1001, people: 1001 })
    expect(await wrong()).toEqual([])
  })

  it('the same person is found again and never told', async () => {
    const person = {
      idType: 'resident' as const,
      idNo: '340799199003070012',
      name: '同一人',
      sex: 'M',
      birthOn: '1990-03-07',
    }
    const [one, two] = [
      await openAt('support', '340705001-JO1', [{ person }]),
      await openAt('support', '340706001-JO1', [{ person: { ...person, name: '同壹人' } }]),
    ]
    expect(one[0]!.personId).toBe(two[0]!.personId)
    expect(await rowOf(two[0]!.id)).toMatchObject({ name: '同壹人' })
    expect(await asSuperuser('SELECT name FROM person WHERE id = $1', [one[0]!.personId])).toEqual([{ name: '同一人' }])
  })
})
