/** How rule parameters are grouped and worded for the administrator. Pure. */
import type { RuleUnit } from '../deadlines/rule-book'

/** By the letters before the dot: D1 … D7, X. */
export const ruleGroups: Record<string, string> = {
  D1: '安置帮教',
  D2: '中途之家',
  D3: '社区矫正',
  D4: '留守儿童',
  D5: '犯罪记录封存',
  D6: '免费服药',
  D7: '救助补助',
  X: '通用',
}

export const groupOf = (ruleId: string): string => ruleId.split('.')[0]!

/** Units as a person names them; the most that a value of the unit can sensibly be. */
export const ruleUnits: Record<RuleUnit, { label: string; most: number }> = {
  d: { label: '日', most: 36_500 },
  wd: { label: '个工作日', most: 1_000 },
  m: { label: '个月', most: 1_200 },
  y: { label: '年', most: 100 },
  h: { label: '小时', most: 8_760 },
  min: { label: '分钟', most: 10_080 },
  count: { label: '', most: 1_000_000 },
  percent: { label: '%', most: 100 },
  mb: { label: 'MB', most: 1_024 },
}
