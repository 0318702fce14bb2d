/** What the returns of left-behind children share: who is on the register, duties by their day, and the hands of the line. */
import { Prisma } from '~/generated/prisma/client'
import type { Check, Level, Line } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'

type Condition = Line['condition']

/**
 * The town's supervisor (儿童督导员) counts all villages; civil affairs check and sign at the town and above, by numbers alone: it has no
 * part in the children's files.
 */
export const levels: readonly Level[] = [
  { unitKind: 'civil_affairs', digits: 9, prepare: ['CS'], check: ['CS', 'CA'], sign: ['CA'] },
  { unitKind: 'civil_affairs', digits: 6, prepare: ['CA'], check: ['CA'], sign: ['CA'] },
  { unitKind: 'civil_affairs', digits: 4, prepare: ['CA'], check: ['CA'], sign: ['CA'] },
]

/** Children ever on the register, each with what was done in the period. */
export const files = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT c.id AS case_id, c.town AS unit, h.confirmed_on, h.exited_on, h.exit_cause, h.guardianship_level,
    EXISTS (SELECT 1 FROM visit v WHERE v.case_id = c.id AND v.type = 'home_visit' AND v.reached AND v.on_day BETWEEN ${from}::date AND ${to}::date) AS visited,
    EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.step IN ('start_care', 'assess', 'out_of_danger') AND e.event_on BETWEEN ${from}::date AND ${to}::date) AS assessed
  FROM case_file c JOIN child_file h ON h.case_id = c.id
  WHERE ${scope} AND c.state <> 'opened_in_error' AND h.confirmed_on IS NOT NULL`

/** Duties of the children's files that fell due in the period; what another course of the file ended does not count. */
export const duties = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT t.case_id, c.town AS unit, t.code, t.due_on, CASE WHEN t.outcome = 'done' THEN (t.done_at AT TIME ZONE 'Asia/Shanghai')::date END AS done_on
  FROM task t JOIN case_file c ON c.id = t.case_id
  WHERE ${scope} AND t.due_on BETWEEN ${from}::date AND ${to}::date AND (t.outcome IS NULL OR t.outcome = 'done')`

export const both =
  (one: Condition, more: Prisma.Sql): Condition =>
  (period) =>
    Prisma.sql`${one(period)} AND ${more}`

export const before: Condition = ({ from }) =>
  Prisma.sql`b.confirmed_on < ${from}::date AND (b.exited_on IS NULL OR b.exited_on >= ${from}::date)`
export const came: Condition = ({ from, to }) => Prisma.sql`b.confirmed_on BETWEEN ${from}::date AND ${to}::date`
export const went: Condition = ({ from, to }) =>
  Prisma.sql`b.confirmed_on <= ${to}::date AND b.exited_on BETWEEN ${from}::date AND ${to}::date`
/** On the register at the end of the last day: as the figures count it. */
export const stock: Condition = ({ to }) =>
  Prisma.sql`b.confirmed_on <= ${to}::date AND (b.exited_on IS NULL OR b.exited_on > ${to}::date)`

export const line = (
  section: string,
  code: string,
  label: string,
  condition: Condition,
  more: Partial<Line> = {},
): Line => ({ section, code, label, condition, rows: 'files', unit: '人', ...more })

/** Due, done in time, done late, not done by the end: of the duties of some codes. */
export function dutyLines(section: string, prefix: string, label: string, codes: readonly string[]): Line[] {
  const due: Condition = () => Prisma.sql`b.code = ANY (${[...codes]})`
  const one = (code: string, words: string, condition: Condition, of?: string): Line =>
    line(section, `${prefix}${code}`, words, condition, { rows: 'duties', unit: '次', ...(of && { of }) })
  return [
    one('_due', `应${label}`, due),
    one('_in_time', '其中：按期完成', both(due, Prisma.sql`b.done_on <= b.due_on`), `${prefix}_due`),
    one(
      '_late',
      '其中：逾期完成',
      ({ to }) => Prisma.sql`${due({ to } as ReportPeriod)} AND b.done_on > b.due_on AND b.done_on <= ${to}::date`,
      `${prefix}_due`,
    ),
    one(
      '_open',
      '其中：期末未完成',
      ({ to }) => Prisma.sql`${due({ to } as ReportPeriod)} AND (b.done_on IS NULL OR b.done_on > ${to}::date)`,
      `${prefix}_due`,
    ),
  ]
}

export const dutyCheck = (prefix: string, label: string): Check => ({
  label,
  left: ['_in_time', '_late', '_open'].map((code) => [`${prefix}${code}`, 1] as const),
  right: `${prefix}_due`,
})

/** Start + came − went = end. */
export const stockCheck: Check = {
  label: '在册人数',
  left: [
    ['start', 1],
    ['in', 1],
    ['out', -1],
  ],
  right: 'end',
}
