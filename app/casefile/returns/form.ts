/**
 * The contract of a return (月报、季报、半年报、年报): a domain declares its lines as conditions over its files; filling, checking,
 * signing, merging upward, the list behind each number, print and export come by themselves. Pure.
 */
import type { KindName } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Prisma } from '~/generated/prisma/client'
import { formatFen } from '~/lib/text'
import type { Every, ReportPeriod } from './period'

export type Line = {
  code: string
  section: string
  label: string
  unit: '人' | '人次' | '项' | '户' | '件' | '笔' | '元' | '次' | '所' | '对' | '节' | '课时'
  /** Shown under another line. */
  of?: string
  /**
   * What counts: a condition over the row `b` of `rows` (see ReturnForm.rows), by the name of the rows it is counted in.
   */
  rows: string
  condition: (period: ReportPeriod) => Prisma.Sql
  /** A column of `rows`, whole numbers, that is added up where the condition holds, fen when the unit is 元; without it rows are counted. */
  sums?: string
  /** Counts no file: there is no list behind it. */
  bare?: true
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
  /** Who has a part in it is who ranges over this kind. */
  kind: KindName
  /** The kind of the files that it counts, when that is another: whoever signs need not see them. */
  files?: KindName
  every: Every
  title: string
  /** Rises when a definition changes; printed. */
  version: string
  /** From the lowest to the highest; the lowest is filled from the cases, the others are the sum of those below. */
  levels: readonly Level[]
  /** A unit of the lowest level counts all files of its region, whoever owns them; `unit` of the rows is then the region's code. */
  area?: true
  /**
   * Rows to count in, by name: a SELECT that gives case_id, unit (the owner's code) and what conditions look at. `scope` is a condition
   * over case_file c; `p` the value of a rule parameter in force at the end of the period.
   */
  rows: Record<string, (period: ReportPeriod, scope: Prisma.Sql, p: (rule: string) => number) => Prisma.Sql>
  lines: readonly Line[]
  checks: readonly Check[]
}

export type Values = Record<string, number>

export const levelOf = (
  form: ReturnForm,
  unit: { code: string; kind: string; regionCode: string },
): Level | undefined =>
  form.levels.find((level) => level.unitKind === unit.kind && level.digits === unit.regionCode.length)

/** The kind of the files behind the numbers. */
export const filesKind = ({ kind, files }: Pick<ReturnForm, 'kind' | 'files'>): KindName => files ?? kind

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
