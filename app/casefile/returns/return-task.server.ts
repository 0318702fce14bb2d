/** The duty to file a return, or to correct one that was sent back: a task of the unit, without a case. */
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { RuleBook } from '../deadlines/rule-book'
import type { Level, ReturnForm } from './form'
import { dueDay, everies, reportPeriod } from './period'

const BACK_RULE = 'X.report_correct'

type Given = {
  /** The return was sent back and is to be corrected. */
  back: boolean
  unitCode: string
  period: string
  today: LegalDay
  at: Date
}

/** A row of `task`, snake case, as add_rows() takes it. */
export function returnTask(form: ReturnForm, level: Level, book: RuleBook, given: Given) {
  const { back } = given
  const period = reportPeriod(given.period)!
  const { duty, letters, rule: own } = everies[form.every]
  const rule = book.rule(back ? BACK_RULE : own, given.today)
  const dueOn = back ? addDays(given.today, rule.value) : dueDay(period, rule.value)
  const triggerOn = back ? given.today : period.to
  return {
    id: uuidv7(),
    scope_key: given.unitCode,
    case_id: null,
    kind: form.kind,
    neutral_no: `${letters}-${period.period.replace('-', '')}`,
    code: back ? 'return_sent_back' : duty,
    role: level.prepare[0],
    occurrence: 1,
    detail: `${form.code}:${period.period}`,
    trigger_on: triggerOn,
    due_on: dueOn,
    warn_on: addDays(dueOn, -1) < triggerOn ? triggerOn : addDays(dueOn, -1),
    provisional: false,
    rule_id: rule.id,
    rule_value: rule.value,
    rule_unit: rule.unit,
    reason: back
      ? `${period.label}《${form.title}》被上级退回，${rule.value} 日内更正重报，依据 ${rule.source}`
      : `${period.label}《${form.title}》于${form.every === 'month' ? '' : '期满'}次月 ${rule.value} 日前上报，没有人员的单位也要零报告，依据 ${rule.source}`,
    created_at: given.at.toISOString(),
  }
}
