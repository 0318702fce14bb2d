/** Rules (规则参数): the legal and project numbers, by id and by the day whose version counts. */
import type { LegalDay } from '~/lib/dates'
import type { Calendar } from '~/orgs/calendar'

/** Units a period can be measured in: day 日, working day 工作日, month, year, hour, minute. */
export type PeriodUnit = 'd' | 'wd' | 'm' | 'y' | 'h' | 'min'

/** Period units, and those of limits that are no period: a count, a percentage, megabytes. */
export type RuleUnit = PeriodUnit | 'count' | 'percent' | 'mb'

export type Rule = {
  id: string
  value: number
  unit: RuleUnit
  /** Law and article in Chinese; '项目规则' when it is this project's own. */
  source: string
  effectiveFrom: LegalDay
}

/** A stored version of a rule; the last day it counts, or nothing while it still does. */
export type RuleRow = Rule & { effectiveTo?: LegalDay | null }

export type RuleBook = {
  /**
   * The version in force on the day of the trigger event. A day before the first version gets that first one (files
   * older than the system). Throws RangeError on an unknown id or a day after the last version ended.
   */
  rule(id: string, on: LegalDay): Rule
  calendar: Calendar
}

/** A book from stored rows, in any order. Throws RangeError when one rule has two versions from the same day. */
export function makeRuleBook(rows: readonly RuleRow[], calendar: Calendar): RuleBook {
  const versions = new Map<string, RuleRow[]>()
  for (const row of rows) {
    const known = versions.get(row.id) ?? []
    if (known.some((other) => other.effectiveFrom === row.effectiveFrom)) {
      throw new RangeError(`rule ${row.id} has two versions from ${row.effectiveFrom}`)
    }
    versions.set(row.id, [...known, row])
  }
  for (const list of versions.values()) list.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))

  return {
    calendar,
    rule(id, on) {
      const list = versions.get(id)
      if (!list) throw new RangeError(`unknown rule: ${id}`)
      const found = list.find((row) => row.effectiveFrom <= on) ?? list[list.length - 1]!
      if (found.effectiveTo && found.effectiveTo < on) throw new RangeError(`rule ${id} is not in force on ${on}`)
      const { value, unit, source, effectiveFrom } = found
      return { id, value, unit, source, effectiveFrom }
    },
  }
}
