/** Rule parameters as figures print them: value, since when, by what (DOMAIN 4.9: version of the rule). Pure. */
import { formatDay, type LegalDay } from '~/lib/dates'
import type { RuleBook, RuleUnit } from '../deadlines/rule-book'

const units: Record<RuleUnit, string> = {
  d: '日',
  wd: '个工作日',
  m: '个月',
  y: '年',
  h: '小时',
  min: '分钟',
  count: '',
  percent: '%',
  mb: 'MB',
}

/** 'D1.connection 7 日（2020年1月1日起，项目规则）' of each. */
export const ruleLines = (ids: readonly string[], book: RuleBook, on: LegalDay): string[] =>
  ids.map((id) => {
    const { value, unit, effectiveFrom, source } = book.rule(id, on)
    return `${id} ${value} ${units[unit]}（${formatDay(effectiveFrom)}起，${source}）`
  })
