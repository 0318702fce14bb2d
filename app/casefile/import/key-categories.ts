import { isBlank, looksLikeFormula, plain } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import { FORMULA, mend, read } from './parsed'
import type { Parsed } from './parsed'

/** 重点类别: needs that make somebody be met at the gate. */
export type KeyCategory =
  'no_home' | 'no_kin' | 'no_income' | 'minor' | 'elderly_ill_disabled' | 'mental_health' | 'other'
/** `juvenile`: the list marks the person as under 18 at the offence (犯罪时未满18). */
export type KeyCategories = { categories: KeyCategory[]; juvenile: boolean }

const WORDS: [RegExp, KeyCategory[]][] = [
  [/三无/, ['no_home', 'no_kin', 'no_income']],
  [/无家(可归)?|无(固定)?(住所|住处|居所|住房)|无房/, ['no_home']],
  [/无亲(可投|无故|属|友|人)?|无(直系)?亲属|亲友(不接|拒接)/, ['no_kin']],
  [/无生活来源|无(经济|收入)来源|无收入|无业可就|无经济能力|生活无着/, ['no_income']],
  [/老(弱)?病残|老年|年老|高龄|残疾|重病|大病|疾病|患病|病残|(年满|满)?\d\d周?岁以上/, ['elderly_ill_disabled']],
  [/精神|心理障碍|抑郁|癫痫/, ['mental_health']],
]
const JUVENILE = /未成年(人)?(时)?犯(罪)?|少年犯|犯罪时(未满|不满|未成年)|未成年时/
/** A person who is under age now was under age at the offence too. */
const MINOR = /未成年|未满(18|十八)|不满(18|十八)/
/** What this platform never collects (political, religious and control lists): passed over, not kept. */
const NOT_COLLECTED =
  /邪教|法轮|宗教|信教|涉政|政治|危安|涉恐|暴恐|涉稳|维稳|上访|信访|重点人口|重点管控|列管|危险(等级|程度)|高危/

/**
 * 三无 = 无家可归 + 无亲可投 + 无生活来源; 老病残; 未成年犯罪 (a mark, no category); 精神… 无 or empty: none.
 * Other words become 'other' with a note; what the platform does not collect is passed over with a note.
 */
export function parseKeyCategories(cell: Cell | undefined): Parsed<KeyCategories> {
  const found = new Set<KeyCategory>()
  if (cell === undefined || isBlank(cell)) return read({ categories: [], juvenile: false })
  if (looksLikeFormula(cell)) return mend(FORMULA)
  let juvenile = false
  const notes: string[] = []
  for (const word of plain(cell).split(/[、，,;；/\s+＋。|]+/)) {
    if (word === '' || /^(无|否|没有|[-—–]+|\d+[.、)]?)$/.test(word)) continue
    if (NOT_COLLECTED.test(word)) {
      notes.push('有平台不登记的内容，已略过')
      continue
    }
    const categories = WORDS.flatMap(([pattern, those]) => (pattern.test(word) ? those : []))
    const marked = JUVENILE.test(word)
    const minor = !marked && MINOR.test(word)
    juvenile ||= marked || minor
    if (minor) categories.push('minor')
    if (categories.length === 0 && !marked) {
      categories.push('other')
      if (!/^其(他|它)$/.test(word)) notes.push('有列表以外的情形，登记为“其他”')
    }
    categories.forEach((category) => found.add(category))
  }
  const value = { categories: [...found], juvenile }
  return notes.length === 0 ? read(value) : read(value, [...new Set(notes)].join('；'))
}
