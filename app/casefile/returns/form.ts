/**
 * The contract of a monthly return (月报): a domain declares its lines as conditions over its files; filling, checking,
 * signing, merging upward, the list behind each number, print and export come by themselves. Pure.
 */
import type { KindName } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Prisma } from '~/generated/prisma/client'
import { addDays, addMonths, type LegalDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'

/** The month that a return is about: both days inside. */
export type Month = { period: string; label: string; from: LegalDay; to: LegalDay }

/** '2026-10' → the month; undefined for what is none. */
export function monthOf(period: string | null | undefined): Month | undefined {
  const [, year, month] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(period ?? '') ?? []
  if (!year || !month) return undefined
  const from = `${year}-${month}-01`
  return {
    period: `${year}-${month}`,
    label: `${year}年${Number(month)}月`,
    from,
    to: addDays(addMonths(from, 1), -1),
  }
}

/** The month before the one a day lies in: what is due now. */
export const lastMonth = (today: LegalDay): Month => monthOf(addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7))!

/** The day by which it must have been sent up: the given day of the month after (DOMAIN 4.15). */
export const dueDay = ({ from }: Month, reportDay: number): LegalDay => addDays(addMonths(from, 1), reportDay - 1)

export type Line = {
  code: string
  section: string
  label: string
  unit: '人' | '人次' | '项' | '户' | '件' | '笔' | '元'
  /** Shown under another line. */
  of?: string
  /**
   * What counts: a condition over the row `b` of `rows` (see ReturnForm.rows), by the name of the rows it is counted in.
   */
  rows: string
  condition: (month: Month) => Prisma.Sql
  /** A column of `rows`, whole numbers, that is added up where the condition holds, fen when the unit is 元; without it rows are counted. */
  sums?: string
}

/** A line's number as it is read: amounts in yuan. */
export const shownValue = (unit: Line['unit'], value: number): string =>
  `${unit === '元' ? formatFen(value) : value} ${unit}`

/** A sum that must come out: 期初 + 增加 − 减少 = 期末. */
export type Check = { label: string; left: readonly (readonly [string, 1 | -1])[]; right: string }

/** Who takes part at a level: who prepares, who checks (somebody else), who signs (not who prepared). */
export type Level = {
  unitKind: string
  digits: number
  prepare: readonly Role[]
  check: readonly Role[]
  sign: readonly Role[]
}

export type ReturnForm = {
  /** 'handoff.monthly' */
  code: string
  kind: KindName
  title: string
  /** Rises when a definition changes; printed. */
  version: string
  /** From the lowest to the highest; the lowest is filled from the cases, the others are the sum of those below. */
  levels: readonly Level[]
  /** Rows to count in, by name: a SELECT that gives case_id, unit (the owner's code) and what conditions look at. `scope` is a condition over case_file c. */
  rows: Record<string, (month: Month, scope: Prisma.Sql) => Prisma.Sql>
  lines: readonly Line[]
  checks: readonly Check[]
}

export type Values = Record<string, number>

export const levelOf = (
  form: ReturnForm,
  unit: { code: string; kind: string; regionCode: string },
): Level | undefined =>
  form.levels.find((level) => level.unitKind === unit.kind && level.digits === unit.regionCode.length)

/** Is it the lowest level, which counts its own files? */
export const countsFiles = (form: ReturnForm, level: Level): boolean => form.levels[0] === level
/** The level whose returns make up this one. */
export const below = (form: ReturnForm, level: Level): Level | undefined => form.levels[form.levels.indexOf(level) - 1]

export const zeros = (form: ReturnForm): Values => Object.fromEntries(form.lines.map(({ code }) => [code, 0]))

/** Line by line. */
export function sum(form: ReturnForm, parts: readonly Values[]): Values {
  return Object.fromEntries(form.lines.map(({ code }) => [code, parts.reduce((n, part) => n + (part[code] ?? 0), 0)]))
}

export type Checked = { label: string; holds: boolean; words: string }

/** Each check with its numbers: '10 + 3 − 1 = 12'. */
export function checksOf(form: ReturnForm, values: Values): Checked[] {
  return form.checks.map(({ label, left, right }) => {
    const total = left.reduce((n, [code, sign]) => n + sign * (values[code] ?? 0), 0)
    const terms = left.map(([code, sign], i) => `${i ? (sign > 0 ? ' + ' : ' − ') : ''}${values[code] ?? 0}`).join('')
    const end = values[right] ?? 0
    return { label, holds: total === end, words: `${terms} ${total === end ? '=' : '≠'} ${end}` }
  })
}
