/** What is drawn on a budget is kept as the payments change: exactly, whoever writes at once. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import pg from 'pg'
import { budgetLeft, budgetRows, type BudgetRow } from '~/domains/relief/views/choices.server'
import { readDesk } from '~/domains/relief/views/desk.server'
import { prisma } from '~/lib/db.server'
import { env } from '~/lib/env.server'
import * as deskRoute from '~/routes/relief.desk'
import { at, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { newcomer } from '../../support/people'
import { PAY_DAY } from './purse'
import { BUDGET, open, seedTown, take, toProposed, type Town } from './town'

let town: Town
let file = ''
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
  file = await open(town.CC, 'relief_temp')
}, 60_000)

const OTHER = '340705-2026-XX'
const summed = () =>
  asSuperuser(
    `SELECT budget_code, unit_code, benefit_type, spent_fen::int AS fen FROM relief_budget_sum WHERE spent_fen <> 0 ORDER BY 1, 2, 3`,
  )
const added = () =>
  asSuperuser(
    `SELECT budget_code, scope_key AS unit_code, benefit_type, sum(amount_fen)::int AS fen FROM relief_award WHERE state <> 'stopped' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  )
const ADD = `INSERT INTO relief_award (id, case_id, kind, scope_key, benefit_type, decision_no, part, amount_fen, due_on, payee_name_enc, payee_relation,
    budget_code, state_at, decided_user, decided_on, created_at)
  SELECT gen_random_uuid(), c.id, c.kind, c.scope_key, $3, 'race', $2 || '-' || g, $4::int, '2026-12-01', 'x', 'self', $5, now(), 'u', '2026-11-27', now()
  FROM case_file c, generate_series(1, $6::int) g WHERE c.id = $1`
const leftFor = async (who: Town['CA']) =>
  (await inScope(who, ({ db, actor }) => db.$queryRaw<BudgetRow[]>(budgetRows(actor, 'temp_relief')))).map(
    budgetLeft,
  )[0]!.leftFen

describe('what is drawn on a budget', () => {
  it('follows a decision, and a payment that is stopped', async () => {
    const CA = at(town.CA, PAY_DAY)
    const before = await leftFor(CA)
    const id = await toProposed(town, 'relief_temp')
    await take(CA, id, 'decide', { budgetCode: BUDGET, checked: 'on' })
    expect(await leftFor(CA)).toBe(before - 62_000)
    const desk = await inScope(CA, (ctx) => readDesk(ctx, new URL('http://x/relief/desk?kind=relief_temp')))
    expect(desk.budgets).toMatchObject([{ code: BUDGET, left: '999,380.00' }])
    await asSuperuser(`UPDATE relief_award SET state = 'stopped' WHERE case_id = $1`, [id])
    expect(await leftFor(CA)).toBe(before)
    expect(await summed()).toEqual(await added())
  })

  it('stands on the desk, which asks at most eight statements, BEGIN and COMMIT among them', async () => {
    const ca = await newcomer('CA', '340705-CA1')
    for (const kind of ['relief_temp', 'relief_dibao']) {
      const page = () => ca.get(deskRoute.loader, `/relief/desk?kind=${kind}`)
      expect((await page()).status).toBe(200)
      const query = vi.spyOn(pg.Client.prototype, 'query')
      expect((await page()).status).toBe(200)
      const sent = query.mock.calls.map(([given]) =>
        typeof given === 'string' ? given : (given as unknown as { text: string }).text,
      )
      query.mockRestore()
      expect(sent.length, sent.map((text) => text.slice(0, 80)).join('\n')).toBeLessThanOrEqual(8)
    }
  })

  it('fifty at once neither lose nor double; who gives up leaves nothing', async () => {
    const pool = new pg.Pool({ connectionString: env.DATABASE_OWNER_URL, max: 12 })
    const decide = async (n: number) => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query(ADD, [file, `race-${n}`, 'temp_relief', 1000 + n, BUDGET, 1])
        await client.query(n % 10 === 0 ? 'ROLLBACK' : 'COMMIT')
      } finally {
        client.release()
      }
    }
    await Promise.all(Array.from({ length: 50 }, (_, n) => decide(n)))
    await pool.end()
    const kept = Array.from({ length: 50 }, (_, n) => n).filter((n) => n % 10 !== 0)
    expect(await summed()).toEqual([
      {
        budget_code: BUDGET,
        unit_code: '340705001-CW1',
        benefit_type: 'temp_relief',
        fen: kept.reduce((sum, n) => sum + 1000 + n, 0),
      },
    ])
    expect(await summed()).toEqual(await added())
  })

  it('is what the rows add up to, after any writes: several at once, stopped, moved to another unit', async () => {
    let seed = 7
    const below = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n
    for (let turn = 0; turn < 40; turn++) {
      const what = below(4)
      if (what < 2)
        await asSuperuser(ADD, [
          file,
          `r${turn}`,
          ['temp_relief', 'dibao'][below(2)],
          1 + below(90_000),
          [BUDGET, OTHER][below(2)],
          1 + below(4),
        ])
      else if (what === 2)
        await asSuperuser(
          `UPDATE relief_award SET state = 'stopped' WHERE id IN (SELECT id FROM relief_award WHERE state = 'unpaid' ORDER BY md5(id::text || $1) LIMIT $2)`,
          [String(turn), below(5)],
        )
      else await asSuperuser(`UPDATE case_file SET scope_key = $2 WHERE id = $1`, [file, `34070500${1 + below(2)}-CW1`])
      expect(await summed(), `turn ${turn}`).toEqual(await added())
    }
    const before = await summed()
    await asSuperuser('SELECT recount_budgets()')
    expect(await summed()).toEqual(before)
  }, 30_000)

  it('is read by whoever reads the budget, and written by nobody', async () => {
    const outside = at({ ...town.CA, unit: { ...town.CA.unit, code: '340706-CA1', regionCode: '340706' } }, PAY_DAY)
    expect(await inScope(outside, ({ db }) => db.reliefBudgetSum.count())).toBe(0)
    expect(await inScope(town.CA, ({ db }) => db.reliefBudgetSum.count())).toBeGreaterThan(0)
    await expect(
      inScope(town.CA, ({ db }) => db.$executeRaw`UPDATE relief_budget_sum SET spent_fen = 0`),
    ).rejects.toThrow()
    await expect(prisma.$executeRaw`SELECT recount_budgets()`).rejects.toThrow(/permission denied/)
  })
})
