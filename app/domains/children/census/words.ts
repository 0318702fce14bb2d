/** How lists write what the file keeps as codes. Pure. */
import { mend, read, type Parsed } from '~/casefile/import/parsed'
import { isBlank, plain, type Cell } from '~/sheets/cell'
import { grades, provinces, type Category } from '../terms'
import type { ParentInput } from '../steps/inputs'

const first = <T>(text: string, words: readonly (readonly [RegExp, T])[]): T | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1]

/** Empty: left behind. */
export function parseCategory(cell: Cell | undefined): Parsed<Category> {
  const text = plain(cell)
  if (text === '' || /留守/.test(text)) return read('left_behind')
  const found = first<Category>(text, [
    [/失学|辍学|不在学/, 'out_of_school'],
    [/服刑|羁押/, 'parent_in_custody'],
    [/流动|随迁/, 'migrant_child'],
    [/困境|孤儿|特困|事实无人|困难/, 'hardship'],
  ])
  return found ? read(found) : mend('看不出儿童类别，请选择')
}
export const categoryWords = ['留守儿童', '失学辍学', '父母服刑', '随迁儿童', '困境儿童']

/** Is the household registered in the country (农村户籍)? Empty: yes. */
export function parseRural(cell: Cell | undefined): Parsed<boolean> {
  const text = plain(cell)
  if (text === '' || /农|村/.test(text)) return read(true)
  return /非农|城|居民|街道/.test(text) ? read(false) : mend('户口性质请填写农村或者城镇')
}

type Where = Pick<ParentInput, 'away' | 'reason' | 'capacity'>
const AWAY: readonly (readonly [RegExp, Where])[] = [
  [/去世|死亡|已故|病故|身故/, { away: true, reason: 'dead' }],
  [/服刑|羁押|在押|坐牢|劳教/, { away: true, reason: 'custody' }],
  [/失联|失踪|下落不明|联系不上|出走/, { away: true, reason: 'missing' }],
  [/离异|离婚|改嫁|再婚/, { away: true, reason: 'divorced' }],
  [/在家|未外出|没有外出|没外出|本地|否|无$/, { away: false, capacity: 'able' }],
  [/重病|重残|残疾|瘫|智力|精神|无能力|无监护能力/, { away: false, capacity: 'unable' }],
  [/外出|务工|打工|在外|是|经商/, { away: true, reason: 'work' }],
]
const UNABLE = /重病|重残|残疾|瘫|智力|精神|无能力|无监护能力|没有能力/

/**
 * Where father or mother is: away and why, or at home and able or not. `plainly`: a school's list, which says nothing of
 * custody. Empty: must be mended.
 */
export function parseParent(cell: Cell | undefined, plainly: boolean): Parsed<Where | null> {
  if (cell === undefined || isBlank(cell)) return read(null)
  const text = plain(cell)
  const found = first(text, AWAY)
  if (!found) return mend('看不出是外出还是在家，请选择')
  if (plainly && found.reason === 'custody') return mend('学校名单不登记这一情况，请填写“其他原因不在家”')
  if (/其他原因/.test(text)) return read({ away: true, reason: 'other' })
  return read(!found.away && UNABLE.test(text) ? { away: false, capacity: 'unable' } : found)
}
export const parentWords = [
  '外出务工',
  '在家',
  '在家，重病重残无监护能力',
  '失联',
  '去世',
  '离异后不共同生活',
  '其他原因不在家',
]

/** The province that a place names; null when it names none. */
export const provinceOf = (text: string): string | null => {
  if (/境外|国外|香港|澳门|台湾/.test(text)) return provinces.find((one) => text.includes(one)) ?? '境外'
  const known = provinces.find((one) => text.includes(one))
  return known ?? CITIES.find(([city]) => text.includes(city))?.[1] ?? null
}
/** Where most of those from here go to work. */
const CITIES: [string, string][] = [
  ['合肥', '安徽'],
  ['芜湖', '安徽'],
  ['南京', '江苏'],
  ['苏州', '江苏'],
  ['无锡', '江苏'],
  ['杭州', '浙江'],
  ['宁波', '浙江'],
  ['温州', '浙江'],
  ['深圳', '广东'],
  ['广州', '广东'],
  ['东莞', '广东'],
]

export function parseRelation(cell: Cell | undefined): Parsed<string | null> {
  const text = plain(cell)
  if (text === '') return read(null)
  const found = first(text, [
    [/祖|爷|奶|外公|外婆|姥/, 'grandparent'],
    [/哥|姐|兄/, 'sibling'],
    [/叔|伯|姑|舅|姨|亲戚|亲属/, 'relative'],
    [/邻居|朋友/, 'neighbour'],
    [/村委|居委|村（居）/, 'village'],
    [/父|母|爸|妈/, 'parent'],
  ])
  return read(found ?? 'other')
}

const CHINESE = '零一二三四五六七八九'
/** The year at school: 0 kindergarten, 1–9, 10–12 senior; null: not at school. */
export function parseGrade(cell: Cell | undefined): Parsed<number | null> {
  const text = plain(cell).replace(/\s/g, '')
  if (text === '' || /未入学|学龄前|无/.test(text)) return read(null)
  if (/幼儿|幼稚|小班|中班|大班|学前/.test(text)) return read(0)
  const figure = /[1-9]/.exec(text)?.[0] ?? [...text].map((one) => CHINESE.indexOf(one)).find((n) => n > 0)
  const n = Number(figure ?? 0)
  const base = /初/.test(text) ? 6 : /高/.test(text) ? 9 : 0
  const grade = base + n
  return n > 0 && grade < grades.length ? read(grade) : mend('看不出年级，请按“三年级”的样子填写')
}

/** '2024-1' of 2024-1, 2024级1班, 2024级（1）班; '' when empty. */
export function parseClassNo(cell: Cell | undefined): Parsed<string> {
  const text = plain(cell).replace(/\s/g, '')
  if (text === '') return read('')
  const [, year, n] = /^(20\d\d)(?:[-—.]|级)[（(]?(\d{1,2})[)）]?班?$/.exec(text) ?? []
  return year && n && Number(n) > 0
    ? read(`${year}-${Number(n)}`)
    : read('', '班级不是“入学年份-班号”的样子，没有登记；学校可以补登')
}

export function parseLevel(cell: Cell | undefined): Parsed<'good' | 'weak'> {
  const text = plain(cell)
  if (/好|低|优/.test(text)) return read('good')
  if (text === '' || /一般|弱|中|加强/.test(text)) return read('weak')
  return mend('存量台账只导入较好、一般；有危险的请立即逐个登记并处置')
}
