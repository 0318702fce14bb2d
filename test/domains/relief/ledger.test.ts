/** The opening ledger of households already on 低保. */
import { beforeAll, describe, expect, it } from 'vitest'
import { reliefImport } from '~/domains/relief/import/ledger.server'
import { readDibaoRow } from '~/domains/relief/import/read-row'
import { mendedCell } from '~/sheets/cell'
import { planMonths } from '~/domains/relief/jobs/plan-months.server'
import { actorOf, asWorker, inScope, rowOf } from '../../support/cases'
import { testDatabase } from '../../support/database'
import { awards, BUDGET, openTasks, own, seedTown, take, type Town } from './town'

const variant = reliefImport.variants.dibao_ledger!
const given = {
  name: '吴小保',
  id_no: '340799198001010011',
  village: '一村',
  persons: '3人',
  income: '600.00',
  amount: '330.00',
  decided_on: '2024-05-10',
  rechecked_on: '2026-09-01',
  cycle: '半年',
  account: '6217 0000 0000 0001',
  bank: '某银行',
}
const row = (seq: number, more: Record<string, string> = {}) => ({
  seq,
  rowNo: seq + 1,
  cells: Object.fromEntries(Object.entries({ ...given, ...more }).map(([key, text]) => [key, mendedCell(text)])),
  mapping: {},
  answers: {},
})
const none = async () => new Set<string>()
let town: Town
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
}, 60_000)

describe('a row', () => {
  it('is read in fen and days, and told what is wrong with it', () => {
    expect(readDibaoRow(2, row(1).cells, '2026-11-23')).toMatchObject({
      problems: [],
      value: { persons: 3, income: 60_000, amount: 33_000, cycle: 'half', account: '6217000000000001', sex: 'M' },
    })
    const wrong = readDibaoRow(2, row(1, { income: '-1', amount: '0', decided_on: '2027-01-01' }).cells, '2026-11-23')
    expect(wrong.problems.map((one) => one.field).sort()).toEqual(['amount', 'decided_on', 'income'])
  })
})

describe('the ledger', () => {
  it('opens a file in 发放中 with its next recheck ahead and nothing behind', async () => {
    const rows = [
      row(1),
      row(2, { name: '郑小远', id_no: '340799198001010038', rechecked_on: '2025-01-01', village: '外村' }),
    ]
    const judged = await inScope(town.CC, (ctx) => variant.judge(ctx, rows, none))
    expect(judged.map((one) => one.verdict)).toEqual(['create', 'mend'])
    const late = row(2, { name: '郑小远', id_no: '340799198001010038', rechecked_on: '2025-01-01' })
    const written = await inScope(town.CC, (ctx) => variant.write(ctx, { create: [rows[0]!, late], vault: [] }))
    const [first, second] = written.map((one) => one.caseId!)
    expect(await rowOf(first!)).toMatchObject({ kind: 'relief_dibao', state: 'paying', scope_key: '340705001-CW1' })
    expect(await own(first!)).toMatchObject({ before_system: true, decided_fen: 33_000, pay_from: '2026-12-01' })
    expect(await openTasks(first!)).toEqual({ confirm_ledger: '2026-12-07', recheck: '2027-03-01' })
    expect(await openTasks(second!)).toEqual({ confirm_ledger: '2026-12-07', recheck: '2027-05-23' })
    const december = () => asWorker((db) => planMonths(db, new Date('2026-12-01T02:15:00+08:00')))
    expect(await december()).toBe(0)
    const clerk = actorOf('CA', '340705-CA1', { userId: town.CC.userId })
    await expect(take(clerk, first!, 'confirm_ledger', { budgetCode: BUDGET, checked: 'on' })).rejects.toMatchObject({
      status: 403,
    })
    await take(town.CA, first!, 'confirm_ledger', { budgetCode: BUDGET, checked: 'on' })
    expect(await openTasks(first!)).toEqual({ recheck: '2027-03-01' })
    expect(await december()).toBe(1)
    expect(await awards(first!)).toEqual([
      { part: '2026-12', amount_fen: 33_000, state: 'unpaid', due_on: '2026-12-10' },
    ])
    const again = await inScope(town.CC, (ctx) => variant.judge(ctx, [row(1)], none))
    expect(again).toMatchObject([{ verdict: 'there', caseId: first }])
  })
})
