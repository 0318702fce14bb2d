/** The duty to file a return, or to correct one that was sent back: a task of the unit, without a case. */
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { RuleBook } from '../deadlines/rule-book'
import { dueDay, monthOf, type Level, type ReturnForm } from './form'

export const RULE = 'X.report_day'
const BACK_RULE = 'X.report_correct'

type Given = {
  code: 'monthly_return' | 'return_sent_back'
  unitCode: string
  period: string
  today: LegalDay
  at: Date
}

/** A row of `task`, snake case, as add_rows() takes it. */
export function returnTask(form: ReturnForm, level: Level, book: RuleBook, given: Given) {
  const month = monthOf(given.period)!
  const back = given.code === 'return_sent_back'
  const rule = book.rule(back ? BACK_RULE : RULE, given.today)
  const dueOn = back ? addDays(given.today, rule.value) : dueDay(month, rule.value)
  const triggerOn = back ? given.today : month.to
  return {
    id: uuidv7(),
    scope_key: given.unitCode,
    case_id: null,
    kind: form.kind,
    neutral_no: `YB-${month.period.replace('-', '')}`,
    code: given.code,
    role: level.prepare[0],
    occurrence: 1,
    detail: `${form.code}:${month.period}`,
    trigger_on: triggerOn,
    due_on: dueOn,
    warn_on: addDays(dueOn, -1) < triggerOn ? triggerOn : addDays(dueOn, -1),
    provisional: false,
    rule_id: rule.id,
    rule_value: rule.value,
    rule_unit: rule.unit,
    reason: back
      ? `${month.label}《${form.title}》被上级退回，${rule.value} 日内更正重报，依据 ${rule.source}`
      : `${month.label}《${form.title}》于次月 ${rule.value} 日前上报，没有人员的单位也要零报告，依据 ${rule.source}`,
    created_at: given.at.toISOString(),
  }
}
