/**
 * Due dates from a trigger day, a rule and the working-day calendar. Pure: no clock, no database.
 *
 * Day 1 is the day after the trigger (民法典 201, 刑事诉讼法 105); months and years end on the corresponding day or the
 * month's last (民法典 202); a last day on a rest day moves on for the citizen only (民法典 203).
 */
import { addDays, addMonths, addYears, daysBetween, NO_DUE, type LegalDay } from '~/lib/dates'
import { addWorkingDays, isWorkingDay, nextWorkingDay, previousWorkingDay, type Calendar } from '~/orgs/calendar'
import { extendByGaps, gapOn, gapsAfter, type Gap, type Pause } from './pauses'
import { reasonText, restDaysText } from './reason'
import type { Rule, RuleBook } from './rule-book'

/**
 * Whose duty it is. citizen: a last day on a rest day moves to the next working day. agency: it stays, and the warning
 * comes on the last working day before. none: the day is the day (custody, court-set ends, "立即").
 */
export type Roll = 'citizen' | 'agency' | 'none'

export type DueQuestion = {
  book: RuleBook
  /** Id of a rule in d, wd, m or y. Its version is the one of the trigger day. */
  rule: string
  /** The trigger event's day. */
  from: LegalDay
  roll: Roll
  /** Counts backwards: the last day on which there still is the whole period before `from`. */
  before?: boolean
  pauses?: readonly Pause[]
  /** The trigger in words, for the reason: '判决生效'. */
  because?: string
}

export type Due = {
  /** The last day of the period; NO_DUE while a pause without an end stops the clock. */
  dueOn: LegalDay
  /** The day the warning (预警) starts. */
  warnOn: LegalDay
  /** 暂定: the calendar of a year not yet announced was used. */
  provisional: boolean
  ruleId: string
  ruleValue: number
  ruleUnit: Rule['unit']
  /** Chinese sentence for the page. */
  reason: string
}

/** The share of a period, in percent, after which its warning starts. */
const WARN_RULE = 'X.warn_percent'

type Period = { rule: Rule; from: LegalDay; before: boolean; gaps: readonly Gap[] }
type Counted = { day: LegalDay; provisional: boolean; notes: string[] }

/**
 * The due date with warning, reason and certainty. Throws RangeError on an unknown rule, a rule whose unit is no period
 * of days, a negative or broken value, or pauses in a period counted backwards.
 */
export function computeDue(question: DueQuestion): Due {
  const { book, from, before = false, because } = question
  const rule = book.rule(question.rule, from)
  if (!Number.isInteger(rule.value) || rule.value < 0) throw new RangeError(`rule ${rule.id}: value ${rule.value}`)
  if (before && question.pauses?.length) throw new RangeError(`rule ${rule.id}: no pauses in a period before an event`)

  const gaps = gapsAfter(from, question.pauses ?? [])
  const period = { rule, from, before, gaps }
  const counted = rule.unit === 'wd' ? countWorkingDays(book.calendar, period) : countDays(period)
  const parts = { rule, from, because, counted: countedText(rule, before) }
  const stored = { ruleId: rule.id, ruleValue: rule.value, ruleUnit: rule.unit }
  if (counted === 'standing') {
    const reason = reasonText({ ...parts, notes: ['期限暂停中'] })
    return { ...stored, dueOn: NO_DUE, warnOn: NO_DUE, provisional: false, reason }
  }

  const rolled = settle(book.calendar, counted, question)
  const share = book.rule(WARN_RULE, from).value
  const warnOn = rolled.warnOn ?? warningDay(from, rolled.day, share)
  const { day: dueOn, provisional, notes } = rolled
  return { ...stored, dueOn, warnOn, provisional, reason: reasonText({ ...parts, notes, result: dueOn, provisional }) }
}

function countedText(rule: Rule, before: boolean): string {
  if (rule.value === 0) return '起'
  return before ? '前一日起倒数' : '次日起算'
}

function countDays({ rule, from, before, gaps }: Period): Counted | 'standing' {
  const n = before ? -rule.value : rule.value
  const extended = extendByGaps(stepFor(rule)(from, n), gaps)
  if (extended === 'standing') return extended
  return { day: extended.day, provisional: false, notes: pauseNote(extended.added) }
}

function stepFor(rule: Rule): (day: LegalDay, n: number) => LegalDay {
  if (rule.unit === 'd') return addDays
  if (rule.unit === 'm') return addMonths
  if (rule.unit === 'y') return addYears
  throw new RangeError(`rule ${rule.id} is not a period of days: ${rule.unit}`)
}

function countWorkingDays(cal: Calendar, { rule, from, before, gaps }: Period): Counted | 'standing' {
  if (before || gaps.length === 0) {
    const found = addWorkingDays(cal, from, before ? -rule.value : rule.value)
    const [first, last] = before ? [found.day, from] : [from, found.day]
    return { ...found, notes: skippedNote(cal, addDays(first, 1), addDays(last, -1)) }
  }
  let day = from
  let provisional = false
  let paused = 0
  for (let left = rule.value; left > 0;) {
    day = addDays(day, 1)
    const gap = gapOn(day, gaps)
    if (gap?.last === null) return 'standing'
    const status = isWorkingDay(cal, day)
    provisional ||= status.provisional
    if (gap) paused += 1
    else if (status.working) left -= 1
  }
  return { day, provisional, notes: [...skippedNote(cal, addDays(from, 1), day), ...pauseNote(paused)] }
}

function skippedNote(cal: Calendar, first: LegalDay, last: LegalDay): string[] {
  const skipped = restDaysText(cal, first, last)
  return skipped ? [`跳过 ${skipped}`] : []
}

function pauseNote(days: number): string[] {
  return days > 0 ? [`扣除暂停 ${days} 日`] : []
}

/**
 * Moves a last day on a rest day for the citizen (never backwards, never "at once"), or sets the agency's warning. A
 * warning never comes before the trigger.
 */
function settle(cal: Calendar, counted: Counted, question: DueQuestion): Counted & { warnOn?: LegalDay } {
  if (question.roll === 'none') return counted
  const status = isWorkingDay(cal, counted.day)
  const provisional = counted.provisional || status.provisional
  const atOnce = counted.day === question.from
  if (status.working || (question.roll === 'citizen' && (question.before || atOnce))) return { ...counted, provisional }
  if (question.roll === 'citizen') {
    const next = nextWorkingDay(cal, counted.day)
    const notes = [...counted.notes, '遇节假日顺延']
    return { day: next.day, provisional: provisional || next.provisional, notes }
  }
  const last = previousWorkingDay(cal, counted.day)
  const warnOn = !question.before && last.day < question.from ? question.from : last.day
  const notes = [...counted.notes, `到期日为休息日不顺延，${warnOn} 提醒`]
  return { day: counted.day, provisional: provisional || last.provisional, notes, warnOn }
}

/** The day by which `share` percent of the days between trigger and due day have passed, rounded down. */
function warningDay(from: LegalDay, dueOn: LegalDay, share: number): LegalDay {
  const length = Math.abs(daysBetween(from, dueOn))
  return addDays(dueOn, -Math.ceil((length * (100 - share)) / 100))
}
