import { describe, expect, it } from 'vitest'
import { mendedCell } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { readSheets } from '~/sheets/sheet.server'
import { readTables } from '~/casefile/import/tables.server'
import { rosterColumns } from '~/domains/handoff/import/columns'
import { offenceCode, offences } from '~/domains/handoff/offences'
import { readRosterRow } from '~/domains/handoff/import/read-roster-row'
import type { RosterRow } from '~/domains/handoff/import/read-roster-row'
import { sample } from './files'

const ctx = { today: '2026-11-23', adultAge: 18, marksJuveniles: true }
const text = (cells: Record<string, string>): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(cells).map(([key, own]) => [
      key,
      own === '' ? { text: own, kind: 'empty' } : { text: own, kind: 'text' },
    ]),
  )

async function readSample(name: string) {
  const rows: RosterRow[] = []
  const cells = new Map<number, Record<string, Cell>>()
  const leftOut: [number, string][] = []
  for await (const part of readTables(readSheets(sample(name), name), rosterColumns)) {
    if (part.part === 'row') {
      rows.push(readRosterRow(part.rowNo, part.cells, ctx))
      cells.set(part.rowNo, part.cells)
    } else if (part.part === 'left_out') leftOut.push([part.rowNo, part.why])
  }
  return { rows, cells, leftOut }
}

const short = (row: RosterRow) => {
  const { name, id_no, sex, release_due_on, sentence_months, key_category, juvenile_at_offence, huji_town } = row.value
  const keys = [...(key_category ?? []), ...(juvenile_at_offence ? ['juvenile'] : [])].join('+')
  return [row.rowNo, name, id_no, sex, release_due_on, sentence_months, keys, huji_town].join(' ')
}
const SANWU = 'no_home+no_kin+no_income'

describe('release-roster.xlsx, every row', () => {
  it('sound rows', async () => {
    const { rows, leftOut } = await readSample('release-roster.xlsx')
    expect(rows.filter(({ problems }) => problems.length === 0).map(short)).toEqual([
      `3 朱芳 340799198504166704 F 2027-01-25 36 ${SANWU} 阳光新社区`,
      '4 马芳 34079919981021617X M 2026-12-06 18 juvenile 钟鸣镇',
      '5 欧阳桂英 340799196305053839 M 2026-12-23 30 no_home 天井湖新社区',
      '6 仇勇勇 340799199008122379 M 2026-12-17 8 elderly_ill_disabled 阳光新社区',
      '7 尉迟伟平 340799197106126796 M 2026-12-06 30  西湖镇',
      `8 刘静 340799198501254477 M 2026-12-24 30 ${SANWU} 天井湖新社区`,
      '9 单平 340799198511212561 F 2026-12-14 8 no_kin+no_income 天门镇',
      '10 张秀英 340799197509261802 F 2026-12-10 36 elderly_ill_disabled 学苑新社区',
      '11 周娜 340799199803208219 M 2026-12-09 36 elderly_ill_disabled 西湖镇',
      '13 解敏敏 340799196410220133 M 2026-12-23 5 elderly_ill_disabled 顺安镇',
      '15 查娜 34079920010917283X M 2027-01-22 18 no_kin+no_income 天井湖新社区',
      '18 张䶮桂英 340799199911167039 M 2026-12-17 18  阳光新社区',
      '20 吴娜军 340799200107179309 F 2027-01-16 5 juvenile 学苑新社区',
      '22 胡𬭚 340799196609099799 M 2026-12-20 5  顺安镇',
      '23 刘𬭚 340799197312256540 F 2026-12-19 120 no_home 学苑新社区',
      '24 查洋超 340799198910046054 M 2027-01-05 18 elderly_ill_disabled 钟鸣镇',
      '25 欧阳桂英 340799196305053839 M 2026-12-23 30 no_home 天井湖新社区',
      '27 李娜伟 340799196408245614 M 2026-12-07 18  阳光新社区',
      '30 周洋 340799197612271638 M 2026-12-16 5 no_home 顺安镇',
      '31 徐丽 340799197402089010 M 2027-01-19 30 elderly_ill_disabled 学苑新社区',
      `32 吴敏涛 340799197401122878 M 2026-12-05 5 ${SANWU} 天门镇`,
      '33 刘䶮㛃 340799198809210497 M 2026-12-11 30 no_kin+no_income 学苑新社区',
      '34 解霞䶮 340799198607113517 M 2027-01-02 8 no_kin+no_income 阳光新社区',
      '35 王秀兰 340799196704242960 F 2026-12-07 30  阳光新社区',
    ])
    expect(leftOut).toEqual([[36, 'totals']])
  })

  it('rows to be mended, and why', async () => {
    const { rows } = await readSample('release-roster.xlsx')
    const broken = rows.filter(({ problems }) => problems.length > 0)
    expect(broken.map(({ rowNo, problems }) => [rowNo, problems.map(({ field }) => field).join()])).toEqual([
      [12, 'id_no'],
      [14, 'id_no'],
      [17, 'id_no'],
      [19, 'id_no'],
      [21, 'release_due_on'],
      [26, 'sex'],
      [28, 'name'],
      [29, 'release_due_on'],
    ])
    const why = new Map(broken.map(({ rowNo, problems }) => [rowNo, problems[0]?.why]))
    expect(why.get(12)).toContain('校验')
    expect(why.get(14)).toContain('数字格式')
    expect(why.get(17)).toContain('15')
    expect(why.get(19)).toContain('没有身份证号')
    expect(why.get(21)).toContain('日历上没有这一天')
    expect(why.get(26)).toContain('性别与身份证号不一致')
    expect(why.get(28)).toContain('公式')
    expect(why.get(29)).toContain('不是日期')
  })

  it('a row mended in place is sound; a reason may stand for a missing ID', async () => {
    const { cells } = await readSample('release-roster.xlsx')
    const mended = (rowNo: number, cures: Record<string, string>) =>
      readRosterRow(
        rowNo,
        {
          ...cells.get(rowNo),
          ...Object.fromEntries(Object.entries(cures).map(([key, own]) => [key, mendedCell(own)])),
        },
        ctx,
      )
    expect(mended(14, { id_no: '340799196704034370' }).problems).toMatchObject([
      { field: 'id_no', why: expect.stringContaining('校验') },
    ])
    expect(mended(21, { release_due_on: '2026年12月30日' })).toMatchObject({
      problems: [],
      value: { release_due_on: '2026-12-30' },
    })
    expect(mended(26, { sex: '男' }).problems).toEqual([])
    expect(mended(19, { no_id_reason: '身份证遗失，正在补办' }).problems.map(({ field }) => field)).toEqual([
      'birth_date',
    ])
    expect(mended(19, { no_id_reason: '身份证遗失', birth_date: '1980.1.2' })).toMatchObject({
      problems: [],
      value: { id_no: null, no_id_reason: '身份证遗失', birth_date: '1980-01-02', sex: 'F' },
    })
  })
})

it('release-roster-gb18030.csv, every row', async () => {
  const { rows, leftOut } = await readSample('release-roster-gb18030.csv')
  expect(rows.flatMap(({ problems }) => problems)).toEqual([])
  expect(rows.map(short)).toEqual([
    '2 欧阳洋 340799199105054996 M 2026-12-05 5 juvenile 天井湖新社区',
    '3 尉迟刚杰 340799198409016695 M 2026-12-22 120 no_kin+no_income 顺安镇',
    '4 朱平 340799196402017370 M 2027-01-09 30  顺安镇',
    '5 赵娜 340799198404043192 M 2026-12-11 36  天井湖新社区',
    '6 尉迟平敏 340799199012225450 M 2026-12-24 18 no_kin+no_income 顺安镇',
    '7 查平 340799198108020551 M 2026-12-22 36 no_kin+no_income 钟鸣镇',
    `8 赵娟 340799197708110214 M 2026-12-13 8 ${SANWU} 天井湖新社区`,
    '9 解杰 340799197107263653 M 2027-01-17 120 elderly_ill_disabled 天门镇',
    '10 朱䶮 340799198105014332 M 2027-01-18 120 no_kin+no_income 天门镇',
    `11 朱明敏 340799199609068259 M 2027-01-11 30 ${SANWU} 钟鸣镇`,
    '12 王敏 340799196605092506 F 2026-12-03 30  天门镇',
    '13 欧阳平 340799196404029041 F 2026-12-08 18 elderly_ill_disabled 钟鸣镇',
  ])
  expect(rows[0]?.value).toMatchObject({
    address: '某路187号,二单元',
    contact: { relation: '父亲', phone: '13800000001' },
    offence_code: '303-2',
  })
  expect(leftOut).toEqual([])
})

describe('what a row must agree on', () => {
  const base = {
    name: '张三',
    sex: '男',
    id_no: '340799198501254477',
    release_due_on: '2026-12-05',
    huji_town: '顺安镇',
    prison: '铜陵监狱',
  }
  const read = (more: Record<string, string>, own: Partial<typeof ctx> & { prison?: string } = {}) =>
    readRosterRow(2, text({ ...base, ...more }), { ...ctx, ...own })
  const fields = (row: RosterRow) => row.problems.map(({ field }) => field)

  it('required: name, ID, release day, town, prison', () => {
    expect(fields(readRosterRow(2, text({ address: '某路' }), ctx)).sort()).toEqual([
      'huji_town',
      'id_no',
      'name',
      'prison',
      'release_due_on',
    ])
    expect(read({ huji_town: '', address: '义安区顺安镇某路1号' }).value.huji_town).toBe('义安区顺安镇某路1号')
    expect(read({ prison: '' }, { prison: '青山监狱' })).toMatchObject({ problems: [], value: { prison: '青山监狱' } })
    expect(read({ sex: '' }).value.sex).toBe('M')
  })

  it('a missing value in a merged cell is asked for by name', () => {
    const row = readRosterRow(2, { ...text(base), prison: { text: '', kind: 'empty', merged: 'down' } }, ctx)
    expect(row.problems).toEqual([{ field: 'prison', why: expect.stringContaining('合并单元格') }])
  })

  it('birth day, ID, offence day and the juvenile mark', () => {
    expect(fields(read({ birth_date: '1985-01-26' }))).toEqual(['birth_date'])
    expect(fields(read({ birth_date: '1985.1' }))).toEqual([])
    expect(read({ offence_on: '2003-01-25' }).value.juvenile_at_offence).toBe(true)
    expect(read({ offence_on: '2003-01-26' }).value.juvenile_at_offence).toBe(false)
    expect(fields(read({ offence_on: '2003-01-26', juvenile_at_offence: '是' }))).toEqual(['offence_on'])
    expect(fields(read({ key_category: '未成年犯罪', juvenile_at_offence: '否' }))).toEqual(['juvenile_at_offence'])
    expect(read({}, { marksJuveniles: false }).value.juvenile_at_offence).toBeNull()
  })

  it('keeps what the file says, and nothing of columns that are not read', () => {
    expect(read({ contact: '父亲 13800000001' }).raw).toEqual({ ...base, contact: '父亲 13800000001' })
  })

  it('warns of days gone by and of several offences', () => {
    expect(read({ release_due_on: '2026-11-01' }).warnings).toHaveLength(1)
    expect(read({ release_due_on: '2029-11-01' }).warnings).toHaveLength(1)
    expect(read({ offence: '盗窃罪、诈骗罪' })).toMatchObject({
      value: { offence_code: '264' },
      warnings: [expect.stringContaining('几个罪名')],
    })
  })
})

it('offences: every label finds its own code, a longer name wins, others are 其他', () => {
  for (const { code, label } of offences.filter((one) => one.code !== 'other'))
    expect(offenceCode(label), label).toEqual({ code, several: false })
  expect(new Set(offences.map(({ code }) => code)).size).toBe(offences.length)
  expect(
    ['诈骗', '合同诈骗罪', '贩卖毒品罪', '帮信罪', '掩饰隐瞒犯罪所得罪', '某某罪', ''].map(
      (own) => offenceCode(own)?.code ?? null,
    ),
  ).toEqual(['266', '224', '347', '287-2', '312', 'other', null])
})
