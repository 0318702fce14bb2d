/** What each row of an organisation's list is: new, there already, or to be mended (and why). Pure. */
import { looksLikeFormula, plain, type Cell } from '~/sheets/cell'
import { gridHint, judgeGrid, type GridLimits } from '../grids'
import { parentOf, typeOfCode, type PlaceType } from '../places/codes'
import { unitKindNamed, unitKinds, type UnitKind } from '../places/unit-kinds'

export type ListRow = { rowNo: number; sheet: string; cells: Record<string, Cell> }

export type JudgedRow = {
  no: number
  code: string
  name: string
  shortName: string
  type: PlaceType | null
  kind: UnitKind | null
  phone: string
  households: number | null
  state: 'new' | 'there' | 'wrong'
  /** What must be mended, or is worth a look. */
  notes: string[]
}

/** What stands in the database: names of open places, codes of ended ones. */
export type Known = { open: ReadonlyMap<string, string>; ended: ReadonlySet<string> }

const NAME = 60

/** Judges all rows together: codes twice, parents in the same list. Rows come back in the order of the file. */
export function judgeRows(rows: readonly ListRow[], known: Known, limits: GridLimits): JudgedRow[] {
  const judged = rows.map((row) => readRow(row, limits))
  const first = new Map<string, JudgedRow>()
  for (const row of judged) {
    if (!row.type) continue
    const before = first.get(row.code)
    if (before) wrong(row, `与第 ${before.no} 行的代码重复`)
    else first.set(row.code, row)
    if (known.ended.has(row.code)) wrong(row, '这个代码已经撤销，不能再用')
    const there = known.open.get(row.code)
    if (there !== undefined && row.state === 'new') {
      row.state = 'there'
      if (there !== row.name) row.notes.push(`现有名称是“${there}”，导入不改名；要改名请在机构页面办理`)
    }
  }
  // Parents before children: a code is longer than that of the region it lies in.
  for (const row of [...judged].sort((a, b) => a.code.length - b.code.length)) {
    const parent = row.type && row.state !== 'there' ? parentOf(row.code) : null
    if (!parent || known.open.has(parent)) continue
    const inList = first.get(parent)
    if (!inList) wrong(row, known.ended.has(parent) ? `上级 ${parent} 已经撤销` : `上级 ${parent} 不存在，名单里也没有`)
    else if (inList.state === 'wrong') wrong(row, `上级 ${parent}（第 ${inList.no} 行）须先更正`)
  }
  return judged
}

function wrong(row: JudgedRow, why: string): void {
  row.state = 'wrong'
  row.notes.push(why)
}

function readRow({ rowNo, cells }: ListRow, limits: GridLimits): JudgedRow {
  const text = (key: string) => plain(cells[key])
  const code = text('code').replace(/\s/g, '').toUpperCase()
  const type = typeOfCode(code)
  const row: JudgedRow = {
    no: rowNo,
    code,
    name: text('name'),
    shortName: text('shortName'),
    type,
    kind: null,
    phone: text('phone'),
    households: null,
    state: 'new',
    notes: [],
  }
  const formula = Object.values(cells).some(looksLikeFormula)
  if (formula) {
    wrong(row, '有单元格是公式，系统不计算公式，请直接填写内容')
    return row
  }
  if (!type) wrong(row, '代码不对：区划 2、4、6、9、12、15 位数字，单位如 340705001-JO1')
  if (row.name === '') wrong(row, '没有名称')
  if ([...row.name].length > NAME) wrong(row, `名称最多 ${NAME} 个字`)
  const parent = text('parent').replace(/\s/g, '').toUpperCase()
  const lawful = type && parentOf(code)
  if (type && parent && parent !== lawful) wrong(row, `上级代码与代码不符，应为 ${lawful ?? '空'}`)
  if (type && !lawful) wrong(row, '省一级由系统安装时设立，不能导入')
  if (type === 'unit') readKind(row, text('kind'))
  if (type === 'grid') readHouseholds(row, text('households'), limits)
  return row
}

function readKind(row: JudgedRow, text: string): void {
  const letters = /-([A-Z]+)/.exec(row.code)?.[1]
  const byLetters = (Object.keys(unitKinds) as UnitKind[]).find((kind) => unitKinds[kind].letters === letters)
  row.kind = (text ? unitKindNamed(text) : byLetters) ?? null
  if (!row.kind) wrong(row, text ? `不认识的单位种类“${text.slice(0, 20)}”` : '没有单位种类')
}

function readHouseholds(row: JudgedRow, text: string, limits: GridLimits): void {
  if (!/^\d{1,5}$/.test(text)) return wrong(row, '网格须填写户数（整数）')
  row.households = Number(text)
  const hint = gridHint(row.households, limits)
  if (judgeGrid(row.households, limits) === 'block') wrong(row, hint!)
  else if (hint) row.notes.push(hint)
}
