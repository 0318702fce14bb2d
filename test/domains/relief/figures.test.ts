/** Money and take-up among the figures of relief: told with the files behind, withheld with their number where rows are not seen. */
import { beforeAll, describe, expect, it } from 'vitest'
import { cellTable } from '~/casefile/figures/cell-table'
import { viewFigureList } from '~/casefile/figures/view-figure-list.server'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { figuresExport } from '~/casefile/figures/export-figures.server'
import { writeCells } from '~/casefile/figures/write-cells.server'
import { tempFigures } from '~/domains/relief/figures/relief-figures.server'
import { reliefTempKind } from '~/domains/relief/relief-temp.kind'
import { asWorker, at, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { open, seedTown, type Town } from './town'

const index = (code: string) => tempFigures.measures.findIndex((one) => one.code === code)
const NOW = '2026-11-30T09:00:00+08:00'
let town: Town
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
}, 60_000)

const page = (address = 'http://x/relief/statistics/temp?period=2026') =>
  inScope(at(town.CA, NOW), (ctx) => viewFigures(tempFigures, ctx, new URL(address)))

/** Files with what was paid of each in fen, `null` for one that nothing was paid of; half of them came by a referral, of which one was granted. */
async function files(paid: (number | null)[]) {
  for (const [n, fen] of paid.entries()) {
    const id = await open(at(town.CC, '2026-11-23T09:00:00+08:00'), 'relief_temp', { name: `某${'甲乙丙丁戊己'[n]}` })
    if (n % 2 === 0)
      await asSuperuser(`UPDATE relief_file SET referral_id = gen_random_uuid() WHERE case_id = $1`, [id])
    if (n === 0)
      await asSuperuser(`UPDATE relief_file SET decision = 'granted', decided_on = '2026-11-25' WHERE case_id = $1`, [
        id,
      ])
    if (fen !== null)
      await asSuperuser(
        `INSERT INTO relief_award (id, case_id, kind, scope_key, benefit_type, decision_no, part, amount_fen, due_on, payee_name_enc, payee_relation, budget_code, state,
           state_at, paid_on, decided_user, decided_on, created_at)
         SELECT gen_random_uuid(), id, kind, scope_key, 'temp_relief', 'x', p, CASE p WHEN 'once' THEN $2::int ELSE 99900 END, '2026-11-25', 'x', 'self', 'b',
           CASE p WHEN 'once' THEN 'paid' ELSE 'returned' END, now(), CASE p WHEN 'once' THEN DATE '2026-11-27' END, 'u', '2026-11-25', now()
         FROM case_file, unnest(ARRAY['once', 'stage-2']) p WHERE id = $1`,
        [id, fen],
      )
  }
}

describe('amounts and take-up', () => {
  it('add up what was paid until the cut-off day, tell of how many files, and lead to them', async () => {
    await files([62_000, 31_050, 2_000_000_000, 2_000_000_000, null, null])
    const { total, places } = await page()
    const paid = total[index('paid_amount')]!
    expect(paid).toMatchObject({ n: 4_000_093_050, d: 4, value: '40,000,930.50 元', nHref: null })
    expect(places[0]!.cells[index('paid_amount')]).toMatchObject({ n: 4_000_093_050, d: 4 })
    const list = await inScope(at(town.CA, NOW), (ctx) =>
      viewFigureList(tempFigures, reliefTempKind, ctx, new URL(paid.dHref!, 'http://x')),
    )
    expect(list.count).toBe('4')
    expect(total[index('take_up')]).toMatchObject({ n: 1, d: 3, value: '33.3%' })
    const before = await page('http://x/relief/statistics/temp?period=2026&cutoff=2026-11-26')
    expect(before.total[index('paid_amount')]).toMatchObject({ n: 0, d: 0, value: '0.00 元', dHref: null })
    expect(before.total[index('take_up')]).toMatchObject({ n: 1, d: 3 })
  })

  it('leave by the usual way of exports, as text and number of files', async () => {
    const sheets = await inScope(at(town.CA, NOW), (ctx) =>
      figuresExport(tempFigures).sheets(ctx, new URLSearchParams('period=2026')),
    )
    const [sheet] = sheets as unknown as { columns: { label: string }[]; rows: unknown[][] }[]
    const column = sheet!.columns.findIndex(({ label }) => label === '发放金额')
    expect(sheet!.columns[column + 1]!.label).toBe('发放金额 件数')
    expect(sheet!.rows.at(-1)!.slice(column, column + 2)).toEqual(['40,000,930.50 元', 4])
  })

  it('are withheld with fewer than five files, and written for those who see no rows', async () => {
    await asWorker((db) => writeCells(db, [tempFigures], new Date(NOW)))
    const cell = () =>
      asSuperuser<{ n: string | null; n_mark: string | null; d_mark: string | null }>(
        `SELECT n, n_mark, d_mark FROM figure_cell WHERE measure = 'paid_amount' AND region = '340705' AND period = '2026'`,
      )
    expect(await cell()).toEqual([{ n: null, n_mark: 'small', d_mark: 'small' }])
    await files([100])
    await asWorker((db) => writeCells(db, [tempFigures], new Date(NOW)))
    expect(await cell()).toEqual([{ n: '4000093150', n_mark: null, d_mark: null }])
  })

  it('of two places withheld neither gives the other away', () => {
    const pairs = (fen: number, files: number) =>
      tempFigures.measures.map(({ form }) => (form === 'fen' ? { n: fen, d: files } : { n: 0, d: 0 }))
    const cells = cellTable(tempFigures, {
      parts: [
        { place: '340705001', month: '2026-03-01', person: null, pairs: pairs(500_000, 3) },
        { place: '340705002', month: '2026-03-01', person: null, pairs: pairs(900_000, 9) },
        { place: '340705003', month: '2026-03-01', person: null, pairs: pairs(7_000_000, 40) },
      ],
      beside: [],
      regions: new Set(['3407', '340705', '340705001', '340705002', '340705003']),
      today: '2026-11-30',
      limit: 5,
    })
    const of = (region: string) =>
      cells.find((one) => one.measure === 'paid_amount' && one.region === region && one.period === '2026')
    expect(of('340705001')).toMatchObject({ n: 'small', d: 'small' })
    expect(of('340705002')).toMatchObject({ n: 'hidden', d: 'hidden' })
    expect(of('340705003')).toMatchObject({ n: 7_000_000, d: 40 })
  })
})
