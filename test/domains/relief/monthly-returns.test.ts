/** The monthly returns of relief: parts add up, each number’s list holds the files it counts, amounts are in fen. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { countLines, filesOf, ofUnit } from '~/casefile/returns/count.server'
import { checksOf, monthOf, shownValue, zeros, type ReturnForm } from '~/casefile/returns/form'
import { dibaoMonthly, tempMonthly } from '~/domains/relief/monthly-returns.server'
import { actorOf, at, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { BUDGET, confirm, open, seedTown, take, toProposed, type Town } from './town'

const WINDOW = '340705001-CW1'
const november = monthOf('2026-11')!
const december = monthOf('2026-12')!
let town: Town

const linesOf = (form: ReturnForm, month = november) =>
  inScope(actorOf('CC', WINDOW), async ({ db }) => {
    const values = (await countLines(form, db, month, ofUnit(form, WINDOW))).get(WINDOW) ?? zeros(form)
    for (const line of form.lines.filter(({ rows, sums }) => rows === 'files' && !sums)) {
      const [listed] = await db.$queryRaw<{ n: number }[]>(
        Prisma.sql`SELECT count(*)::int AS n FROM case_file c WHERE ${filesOf(form, line, month, ofUnit(form, WINDOW))}`,
      )
      expect([line.code, listed!.n]).toEqual([line.code, values[line.code]])
    }
    expect(checksOf(form, values).filter(({ holds }) => !holds)).toEqual([])
    return values
  })

beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
  // 临时救助: one granted after its notice, one refused for its income, one withdrawn, one by the quick route, one waiting.
  const granted = await toProposed(town, 'relief_temp')
  await take(at(town.CA, '2026-11-28T09:00:00+08:00'), granted, 'decide', { budgetCode: BUDGET, checked: 'on' })
  const refused = await toProposed(town, 'relief_temp')
  await take(at(town.CA, '2026-11-28T10:00:00+08:00'), refused, 'refuse', {
    code: 'income',
    reason: '人均收入超过标准',
  })
  const quick = await open(town.CC, 'relief_temp')
  await take(town.CC, quick, 'quick_grant', {
    object: '食品和住宿',
    basis: '家中断炊，今晚没有住处',
    amount: '310.00',
    askedAt: '2026-11-23T08:30',
  })
  await confirm(town.HEAD, quick, 'quick_grant')
  await open(town.CC, 'relief_temp')
  // 低保: one household of three granted, which finance has paid 330.00 yuan in December.
  const kept = await toProposed(town, 'relief_dibao', { members: undefined })
  await take(at(town.CA, '2026-12-01T09:00:00+08:00'), kept, 'decide', { budgetCode: BUDGET, checked: 'on' })
  for (const set of [`state = 'in_batch'`, `state = 'paid', paid_on = '2026-12-10'`])
    await asSuperuser(`UPDATE relief_award SET ${set} WHERE case_id = $1`, [kept])
}, 120_000)

describe.each([tempMonthly, dibaoMonthly])('《$title》', (form) => {
  it('names its lines once, and checks and parts by lines that are there', () => {
    const codes = form.lines.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { left, right } of form.checks)
      for (const code of [...left.map(([one]) => one), right]) expect(codes).toContain(code)
    for (const { of } of form.lines) if (of) expect(codes).toContain(of)
  })
})

describe('the numbers', () => {
  it('of temporary relief add up, by course, reason and route', async () => {
    expect(await linesOf(tempMonthly)).toMatchObject({
      start: 0,
      in: 4,
      out: 3,
      out_granted: 2,
      out_refused: 1,
      refused_income: 1,
      end: 1,
      route_quick: 1,
      route_standard: 2,
      helped: 1,
      helped_fen: 31_000,
    })
  })

  it('of the allowance keep households and money apart from applications', async () => {
    expect(await linesOf(dibaoMonthly)).toMatchObject({ in: 1, out: 0, end: 1, kept_end: 0, paid: 0, paid_fen: 0 })
    const later = await linesOf(dibaoMonthly, december)
    expect(later).toMatchObject({ start: 1, out_granted: 1, kept_in: 1, kept_end: 1, kept_persons: 1, paid: 1 })
    expect(later.paid_fen).toBeGreaterThan(0)
  })

  it('are shown in yuan where they are money', () => {
    expect(shownValue('元', 31_000)).toBe('310.00 元')
    expect(shownValue('户', 3)).toBe('3 户')
  })
})
