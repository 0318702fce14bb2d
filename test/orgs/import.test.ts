import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import { judgeRows, type ListRow } from '~/orgs/import/judge-rows'
import { readList } from '~/orgs/import/read-list.server'
import { receiveList } from '~/orgs/import/receive-list.server'
import { orgTemplate } from '~/orgs/import/template.server'
import { confirmList, viewList } from '~/orgs/import/view-list.server'
import { writeList } from '~/orgs/import/write-list.server'
import type { Cell } from '~/sheets/cell'
import { seedBase } from '../../prisma/seed/base'
import { seedOrg } from '../../prisma/seed/org'
import { withOwner } from '../../prisma/seed/owner'
import { actorOf, inScope } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const HEAD = ['代码', '名称', '上级代码', '单位种类', '电话', '户数']
const KEYS = ['code', 'name', 'parent', 'kind', 'phone', 'households']
const cell = (value: unknown): Cell =>
  value === undefined || value === ''
    ? { text: '', kind: 'empty' }
    : { text: String(value), kind: String(value).startsWith('=') ? 'formula' : 'text' }
const rows = (...list: unknown[][]): ListRow[] =>
  list.map((values, at) => ({
    rowNo: at + 2,
    sheet: 's',
    cells: Object.fromEntries(KEYS.map((key, i) => [key, cell(values[i])])),
  }))
const known = {
  open: new Map([
    ['340705', '铜官区'],
    ['340705001', '天井湖新社区'],
    ['340705001001', '一社区'],
    ['340705001-JO1', '天井湖新社区司法所'],
  ]),
  ended: new Set(['340705901']),
}
const limits = { warn: 300, block: 360 }
const judge = (...list: unknown[][]) => judgeRows(rows(...list), known, limits)

describe('rows of an organisation’s list', () => {
  it('are what their code says, and find their parents in the same list', () => {
    const judged = judge(
      ['340705050001001', '第1网格', '', '', '', '300'],
      ['340705050001', '示范一社区'],
      ['340705050', '示范新社区', '340705'],
      ['340705050-JO1', '示范新社区司法所', '', '司法所', '0562-1'],
      ['340705050-HH2', '某中途之家'],
      ['340705001-JO1', '天井湖新社区司法所'],
      ['340705001', '天井湖'],
    )
    expect(judged.map(({ type, state, kind }) => [type, state, kind])).toEqual([
      ['grid', 'new', null],
      ['region', 'new', null],
      ['region', 'new', null],
      ['unit', 'new', 'justice_office'],
      ['unit', 'new', 'halfway_house'],
      ['unit', 'there', 'justice_office'],
      ['region', 'there', null],
    ])
    expect(judged.at(-1)!.notes.join()).toMatch(/现有名称是“天井湖新社区”/)
  })

  it.each<[string, unknown[][], RegExp]>([
    ['a formula', [['="340705"&"050"', '示范新社区']], /公式/],
    ['a text that a spreadsheet takes for one', [['340705050', '=HYPERLINK("http://x")']], /公式/],
    ['a code of no tier', [['3407051', '某地']], /代码不对/],
    ['a code of a unit without its region', [['34070-JO1', '某所', '', '司法所']], /代码不对/],
    ['no name', [['340705050', '']], /没有名称/],
    ['a parent that is another', [['340705050', '示范新社区', '340706']], /应为 340705/],
    ['itself as its parent (a cycle)', [['340705050', '示范新社区', '340705050']], /应为 340705/],
    [
      'two that name each other (a cycle)',
      [
        ['340705050', '甲', '340705050001'],
        ['340705050001', '乙', '340705050'],
      ],
      /应为 340705\n/,
    ],
    ['a parent that is nowhere', [['340799001', '某镇']], /不存在/],
    ['a parent that has ended', [['340705901001', '某社区']], /已经撤销/],
    [
      'a parent that is to be mended',
      [
        ['340705050', ''],
        ['340705050001', '一社区'],
      ],
      /第 2 行）须先更正/,
    ],
    ['an ended code', [['340705901', '石城路街道']], /不能再用/],
    [
      'the same code twice',
      [
        ['340705050', '甲'],
        ['340705050', '乙'],
      ],
      /与第 2 行的代码重复/,
    ],
    ['an unknown kind', [['340705001-ZZ1', '某单位', '', '秘密机关']], /不认识的单位种类/],
    ['no kind', [['340705001-ZZ1', '某单位']], /没有单位种类/],
    ['a grid without households', [['340705001001009', '网格']], /须填写户数/],
    ['a grid of 361 households (SR-11)', [['340705001001009', '网格', '', '', '', '361']], /不超过 360 户/],
    ['a province', [['35', '某省']], /不能导入/],
  ])('with %s are to be mended, and say why', (_, list, why) => {
    const judged = judge(...list)
    expect(judged.at(-1)!.state).toBe('wrong')
    expect(judged.map((row) => row.notes.join()).join('\n')).toMatch(why)
  })

  it('of a grid: 300 households pass, 301 to 360 with a hint (SR-11)', () => {
    const of = (n: number) => judge(['340705001001009', '网格', '', '', '', String(n)])[0]!
    expect([of(300).notes, of(301).state, of(360).state]).toEqual([[], 'new', 'new'])
    expect(of(301).notes.join()).toMatch(/建议拆分/)
  })
})

const admin = actorOf('AD', '3407-PF1')
const job = (runId: string) => ({ runId, postId: admin.postId, userId: admin.userId })
async function xlsx(...list: unknown[][]): Promise<File> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('机构')
  sheet.addRow(HEAD)
  for (const values of list) sheet.addRow(values)
  return new File([new Uint8Array(await book.xlsx.writeBuffer())], '机构.xlsx')
}
const upload = (file: File, actor = admin) => {
  const form = new FormData()
  form.set('file', file)
  return inScope(actor, (ctx) => receiveList(ctx, form))
}
const view = (id: string, query = '') => inScope(admin, (ctx) => viewList(ctx, id, new URLSearchParams(query)))
const places = () =>
  asSuperuser<{ n: number }>(
    'SELECT (SELECT count(*) FROM region) + (SELECT count(*) FROM unit) + (SELECT count(*) FROM grid) AS n',
  )

describe('an import of the organisation', () => {
  beforeAll(async () => {
    setClock('2026-11-23T12:00:00+08:00')
    await testDatabase()
    await withOwner(seedBase)
    await withOwner((db) => seedOrg(db, ['340705']))
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ($1, '系统甲', 'admin', 'admin@local.invalid', now())`,
      [admin.userId],
    )
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, $2, 'AD', '3407-PF1', '2020-01-01')`,
      [admin.postId, admin.userId],
    )
  })
  afterAll(() => setClock(null))

  const good = [
    ['340705050001001', '第1网格', '', '', '', 288],
    ['340705050', '示范新社区', '340705'],
    ['340705050001', '示范一社区'],
    ['340705050-JO1', '示范新社区司法所', '', '司法所', '0562-0000000'],
  ]

  it('with a row to be mended writes nothing', async () => {
    const before = await places()
    const id = await upload(await xlsx(...good, ['340705050002002', '第2网格', '', '', '', 400]))
    await readList(job(id), 'j')
    const page = await view(id)
    expect(page).toMatchObject({ state: 'ready', tab: 'wrong', toWrite: 0, total: 5 })
    expect(page.rows[0]!.notes.join()).toMatch(/不超过 360 户.*不存在/)
    await expect(inScope(admin, (ctx) => confirmList(ctx, id))).rejects.toMatchObject({ status: 409 })
    await writeList(job(id), 'j')
    expect(await places()).toEqual(before)
  })

  it('is written in one go; a second one creates nothing', async () => {
    const id = await upload(await xlsx(...good))
    await readList(job(id), 'j')
    expect(await view(id)).toMatchObject({ toWrite: 4, tab: 'new' })
    await inScope(admin, (ctx) => confirmList(ctx, id))
    await writeList(job(id), 'j')
    await writeList(job(id), 'j')
    expect(await view(id)).toMatchObject({ state: 'written', created: 4 })
    expect(await asSuperuser(`SELECT code, kind, phone FROM unit WHERE code LIKE '340705050%' ORDER BY code`)).toEqual([
      { code: '340705050-JO1', kind: 'justice_office', phone: '0562-0000000' },
      { code: '340705050001001-GS1', kind: 'grid_station', phone: null },
    ])
    expect(await asSuperuser(`SELECT region_code, household_count FROM grid WHERE code = '340705050001001'`)).toEqual([
      { region_code: '340705050001', household_count: 288 },
    ])
    const after = await places()
    const again = await upload(await xlsx(...good))
    await readList(job(again), 'j')
    expect(await view(again)).toMatchObject({ toWrite: 0, state: 'ready' })
    await expect(inScope(admin, (ctx) => confirmList(ctx, again))).rejects.toMatchObject({ status: 409 })
    expect(await places()).toEqual(after)
  })

  it('whose region was closed since the dry run writes nothing and says so', async () => {
    const id = await upload(await xlsx(['340705018-JO2', '某所', '', '司法所']))
    await readList(job(id), 'j')
    await inScope(admin, (ctx) => confirmList(ctx, id))
    await asSuperuser(`UPDATE region SET ended_on = '2026-11-22' WHERE code = '340705018'`)
    await writeList(job(id), 'j')
    expect(await view(id)).toMatchObject({ state: 'failed', created: 0, message: expect.stringMatching(/有变动/) })
  })

  it('that is no list is answered in words', async () => {
    const id = await upload(await xlsx())
    await readList(job(id), 'j')
    expect(await view(id)).toMatchObject({ state: 'failed', message: expect.stringMatching(/表头/) })
    const torn = await upload(new File(['PK\u0003\u0004 not a zip'], '机构.xlsx'))
    await readList(job(torn), 'j')
    expect(await view(torn)).toMatchObject({ state: 'failed', message: expect.stringMatching(/损坏/) })
    await expect(upload(new File(['x'], '机构.exe'))).rejects.toMatchObject({ status: 422 })
    await expect(upload(new File([''], '机构.xlsx'))).rejects.toMatchObject({ status: 422 })
  })

  it('is the administrator’s own: no other post sees it, no other role starts one', async () => {
    const id = await upload(await xlsx(...good))
    const other = actorOf('AD', '340705-PF1')
    await expect(inScope(other, (ctx) => viewList(ctx, id, new URLSearchParams()))).rejects.toMatchObject({
      status: 404,
    })
    await expect(upload(await xlsx(...good), actorOf('JA', '340705-JB1'))).rejects.toThrow(/row-level security/)
    await asSuperuser(`UPDATE post SET until_on = '2026-11-01' WHERE id = $1`, [admin.postId])
    await expect(readList(job(id), 'j')).rejects.toMatchObject({ status: 403 })
    await asSuperuser(`UPDATE post SET until_on = NULL WHERE id = $1`, [admin.postId])
  })

  it('takes its own template', async () => {
    const id = await upload(new File([await orgTemplate()], '机构导入模板.xlsx'))
    await readList(job(id), 'j')
    const page = await view(id)
    expect(page.total).toBe(4)
    expect(page.tabs).toEqual([
      expect.objectContaining({ state: 'wrong', count: 0 }),
      expect.objectContaining({ state: 'new', count: 0 }),
      expect.objectContaining({ state: 'there', count: 4 }),
    ])
  })
})
