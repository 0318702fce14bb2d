/** Sums for roles without rows: what the worker writes, what LD and SV see of it, and what they try. */
import Excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setScope } from '~/access/scope.server'
import { runExport } from '~/casefile/exports/run-export.server'
import type { CellsPage } from '~/casefile/figures/view-cells.server'
import type { FiguresPage } from '~/casefile/figures/view-figures.server'
import { writeCells } from '~/casefile/figures/write-cells.server'
import { exportSources } from '~/domains/exports.server'
import { figureSets } from '~/domains/figures.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { now, setClock } from '~/lib/dates'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import * as adminOne from '~/routes/admin.exports.request'
import * as file from '~/routes/exports.file'
import * as ask from '~/routes/exports.new'
import * as page from '~/routes/handoff.statistics'
import * as list from '~/routes/handoff.statistics.list'
import * as print from '~/routes/handoff.statistics.print'
import * as sums from '~/routes/reports.figures'
import { actorOf } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { logged, newcomer, seedOrg, type SignedIn } from '../../support/people'

/** Files by office: one small town beside larger ones, and a second county with a small one. */
const offices: Record<string, number> = {
  '340705001-JO1': 3,
  '340705002-JO1': 9,
  '340705003-JO1': 20,
  '340706001-JO1': 30,
  '340706002-JO1': 2,
}
const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work, { timeout: 60_000 })
const write = () => run((db) => writeCells(db, figureSets, now()))
let ld: SignedIn
let cityLd: SignedIn
let sv: SignedIn
let jc: SignedIn
let se: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  for (const code of ['340705003', '340706002'])
    await asSuperuser(
      `INSERT INTO region (code, name, short_name, tier) VALUES ($1, '地区' || $1, '区', 'town') ON CONFLICT DO NOTHING`,
      [code],
    )
  forgetDirectory()
  await asSuperuser(
    `INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, lawful_basis)
     SELECT gen_random_uuid(), 'handoff', office, 'in_help', office || n, office || n, office || n, '某', 'mou', 'm', 'M', '2026-03-02', 'law'
     FROM jsonb_each($1::jsonb) o(office, count), generate_series(1, count::int) n`,
    [JSON.stringify(offices)],
  )
  await asSuperuser(
    `INSERT INTO handoff_file (case_id, kind, scope_key, source_type, key_category, needs, insurance_status, release_due_on, released_on, handed_over_at)
     SELECT id, 'handoff', scope_key, 'prison', '{}', '{}', '{}', '2026-03-02', '2026-03-02', '2026-03-02T10:00:00+08:00' FROM case_file`,
  )
  ld = await newcomer('LD', '340705-JB1')
  cityLd = await newcomer('LD', '3407-JB1')
  sv = await newcomer('SV', '340705-JB1')
  jc = await newcomer('JC', '340705-JB1')
  se = await newcomer('SE', '3407-JB1')
}, 120_000)
afterAll(() => setClock(null))

const at = handoffFigures.measures.findIndex(({ code }) => code === 'placed')
const view = async (who: SignedIn, query = '') => {
  const answer = await who.get(sums.loader, `/reports/figures${query}`)
  return { status: answer.status, page: answer.data.page as CellsPage }
}
const rows = ({ page: found }: { page: CellsPage }) =>
  Object.fromEntries(found.rows.map((row) => [row.id, row.cells[at]]))

describe('sums of a region', () => {
  it('are not there before the night, and say so', async () => {
    expect((await view(ld)).page).toMatchObject({ written: null, exportHref: null })
  })

  it('withhold the small town and the next smallest beside it, so that the total gives neither away', async () => {
    expect(await write()).toBeGreaterThan(100)
    const county = await view(ld)
    expect(rows(county)).toMatchObject({
      '340705001': '0/<5 = <5',
      '340705002': '0/＊ = ＊',
      '340705003': '0/20 = 0.0%',
    })
    expect(county.page.total[at]).toBe('0/32 = 0.0%')
    // Of shorter periods a town is not told at all, a county not by months.
    expect((await view(ld, '?period=2026-Q1')).page).toMatchObject({ rows: [], total: county.page.total })
    expect((await view(ld, '?period=2026-03')).status).toBe(400)
    expect((await view(cityLd, '?period=2026-03')).page.rows).toEqual([])
  })

  it('are the same for the city, where they add up, and for supervision', async () => {
    const city = await view(cityLd)
    expect(city.page.total[at]).toBe('0/64 = 0.0%')
    expect(rows(city)).toMatchObject({ '340705': '0/32 = 0.0%', '340706': '0/32 = 0.0%' })
    expect(rows(await view(cityLd, '?region=340706'))).toMatchObject({
      '340706001': '0/＊ = ＊',
      '340706002': '0/<5 = <5',
    })
    expect(rows(await view(sv))).toEqual(rows(await view(ld)))
  })

  it('lead nowhere: no list, no print, no exact number', async () => {
    expect(JSON.stringify((await view(ld)).page)).not.toMatch(/\/handoff|measure=/)
    for (const who of [ld, sv])
      for (const [route, path] of [
        [page, '/handoff/statistics'],
        [list, '/handoff/statistics/list?measure=placed&part=d&period=2026'],
        [print, '/handoff/statistics/print'],
      ] as const)
        expect((await who.get(route.loader, path)).status, path).toBe(403)
  })

  it('of another county are as absent as those of none; a period that is not published is refused', async () => {
    for (const region of ['340706', '340706001', '3407', '34', '340799', '3411', `340705' OR 1=1`])
      expect((await view(ld, `?region=${encodeURIComponent(region)}`)).status, region).toBe(404)
    for (const period of ['m36', '1999', '2026-13', 'custom', '*'])
      expect((await view(ld, `?period=${period}`)).status, period).toBe(400)
    expect((await view(ld, '?kind=support')).status).toBe(404)
    for (const who of [jc, se]) expect((await view(who)).status).toBe(403)
  })

  it('are held by the database to the region and to the roles of the policy, already suppressed', async () => {
    const cells = (role: 'LD' | 'JC' | 'FN' | 'AU') =>
      prisma.$transaction(async (db) => {
        await setScope(db, actorOf(role, '340705-JB1'))
        return db.figureCell.findMany({ where: { measure: 'placed', period: '2026' }, orderBy: { region: 'asc' } })
      })
    const own = await cells('LD')
    expect(own.map((cell) => [cell.region, cell.d, cell.dMark])).toEqual([
      ['340705', 32, null],
      ['340705001', null, 'small'],
      ['340705002', null, 'hidden'],
      ['340705003', 20, null],
    ])
    for (const role of ['JC', 'FN', 'AU'] as const) expect(await cells(role), role).toEqual([])
    await expect(
      prisma.$transaction(async (db) => {
        await setScope(db, actorOf('LD', '340705-JB1'))
        await db.$executeRaw`UPDATE figure_cell SET n = 0`
      }),
    ).rejects.toThrow(/permission denied/)
  })

  it('leave as a file with the same numbers withheld, approved like any other', async () => {
    const asked = await ld.post(ask.action, '/exports/new?source=reports.figures&kind=handoff&period=2026', {
      purpose: 'meeting',
      reason: '县委专题会',
    })
    const id = /\/exports\/([0-9a-f-]{36})$/.exec(asked.location ?? '')![1]!
    await se.post(adminOne.action, `/admin/exports/${id}`, { decision: 'approve' }, { id })
    await runExport(run, exportSources, id, 'test')
    const request = new Request(`http://localhost:3000/exports/${id}/file`, { headers: { Cookie: ld.cookie } })
    const answer = (await file.loader({ request, params: { id }, context: {} } as never)) as unknown as Response
    const book = new Excel.Workbook()
    await book.xlsx.load((await answer.arrayBuffer()) as never)
    const texts = book.worksheets[0]!.getSheetValues().flatMap((row) =>
      Array.isArray(row) ? row.slice(1).map(String) : [],
    )
    expect(texts).toEqual(expect.arrayContaining(['0/<5 = <5', '0/＊ = ＊', '0/32 = 0.0%']))
    expect(texts.filter((text) => /\/[39] =/.test(text))).toEqual([])
    const beyond = '/exports/new?source=reports.figures&kind=handoff&period=2026&region=340706'
    expect((await ld.get(ask.loader, beyond)).status).toBe(404)
    expect((await ld.get(ask.loader, '/exports/new?source=handoff.figures&period=2026')).status).toBe(403)
  })
})

describe('what left the rows for the vault (DOMAIN 15.5)', () => {
  const seen = async (who: SignedIn, query: string) =>
    (await who.get(page.loader, `/handoff/statistics?${query}`)).data.page as FiguresPage

  it('goes on counting in the county, not in a town and not in a list', async () => {
    const before = await seen(jc, 'period=2026')
    await asSuperuser(
      `INSERT INTO figure_adjustment (id, kind, measure, county, month, n, d, added_at) VALUES
       (gen_random_uuid(), 'handoff', 'placed', '340705', '2026-03-01', 1, 2, now()),
       (gen_random_uuid(), 'handoff', 'placed', '340706', '2026-03-01', 1, 1, now())`,
    )
    const after = await seen(jc, 'period=2026')
    expect([before.apart, after.apart]).toEqual([false, true])
    expect([after.total[at]!.n, after.total[at]!.d]).toEqual([1, 34])
    expect(after.total[at]!.nHref).toBeNull()
    expect(after.total[at]!.dHref).toContain('part=d')
    expect(after.places).toEqual(before.places)
    expect((await seen(jc, 'period=2025')).apart).toBe(false)
    const tj = await newcomer('TJ', '340705001-JO1')
    expect((await seen(tj, 'period=2026')).apart).toBe(false)
  })

  it('is in the sums as well, withheld like any small number', async () => {
    await write()
    expect((await view(ld)).page.total[at]).toBe('＊/34 = ＊')
    await asSuperuser('DELETE FROM figure_adjustment')
  })
})

describe('exact figures', () => {
  it('of a region that is not mine do not exist, nor does a list behind them', async () => {
    for (const region of ['340706', '3407', '341101001', '34', 'x'])
      expect((await jc.get(page.loader, `/handoff/statistics?region=${region}`)).status, region).toBe(404)
    const tj = await newcomer('TJ', '340705001-JO1')
    expect((await tj.get(page.loader, '/handoff/statistics?region=340705')).status).toBe(404)
    const behind = (query: string) =>
      jc.get(list.loader, `/handoff/statistics/list?part=d&period=2026&measure=placed${query}`)
    expect((await behind('')).status).toBe(200)
    for (const query of ['&region=340706', '&place=340706001', '&place=%27', '&bucket=2026-13'])
      expect((await behind(query)).status, query).toBe(404)
    expect((await jc.get(list.loader, '/handoff/statistics/list?measure=nothing&period=2026')).status).toBe(404)
  })

  it.each(['period=2026-13', 'period=x', 'cutoff=2026-02-30', 'period=custom&from=2026-13-01&to=2026-12-31'])(
    'of a forged period are refused: %s',
    async (query) => {
      expect((await jc.get(page.loader, `/handoff/statistics?${query}`)).status).toBe(400)
      expect((await jc.get(list.loader, `/handoff/statistics/list?measure=placed&part=d&${query}`)).status).toBe(400)
      expect((await jc.get(ask.loader, `/exports/new?source=handoff.figures&${query}`)).status).toBe(400)
    },
  )

  it('have lists that hide names until they are asked for, and that is logged', async () => {
    const path = '/handoff/statistics/list?measure=placed&part=d&period=2026'
    const hidden = (await jc.get(list.loader, path)).data.page as { rows: unknown[]; count: string }
    expect([hidden.count, hidden.rows.length]).toEqual(['32', 32])
    expect((await jc.post(list.action, path, { rows: '32' })).location).toContain('show=')
    expect((await logged('names')).at(-1)!.data).toEqual({ kind: 'handoff', rows: 32 })
  })

  it('are printed by who may print, and that is logged; others are refused', async () => {
    const jx = await newcomer('JX', '3407-JB1')
    expect((await jx.get(print.loader, '/handoff/statistics/print')).status).toBe(403)
    expect((await jc.get(print.loader, '/handoff/statistics/print?period=2026')).status).toBe(200)
    expect((await logged('print')).at(-1)!.data).toMatchObject({ what: 'handoff.statistics' })
  })
})
