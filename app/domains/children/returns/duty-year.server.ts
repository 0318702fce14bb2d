/**
 * 《法治副校长履职年报表》 (DOMAIN 4.15, 8.2): which schools have a legal vice-principal, and whether each gave the class-hours of the year
 * at each school by itself. Counted by the county's education bureau over its schools.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Line, ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { stateOn } from '../figures/legal-figures.server'
import { hoursSql } from '../legal/hours.server'
import { serving } from '../legal/rules'
import { organs } from '../legal/terms'

type Parameter = (rule: string) => number
const yearOf = ({ from }: ReportPeriod) => from.slice(0, 4)

/** Services as they stood at the end of the year: one person at one school each. */
const files = (period: ReportPeriod, scope: Prisma.Sql, p: Parameter) => Prisma.sql`
  SELECT s.*, s.state_then = ANY (${[...serving]}) AS serves, s.hours >= ${p('D4.lvp_hours')} AS met
  FROM (SELECT c.id AS case_id, c.county AS unit, c.scope_key AS school, v.organ, v.nominated_on, v.appointed_on, v.ended_on, v.until_on,
      ${stateOn(period.to)} AS state_then, ${hoursSql(yearOf(period))} AS hours
    FROM case_file c JOIN lvp_service v ON v.case_id = c.id
    WHERE ${scope} AND c.state <> 'opened_in_error' AND v.nominated_on <= ${period.to}::date) s`

/** Schools of the year with what they had: a school without anybody counts as well. */
const schools = (period: ReportPeriod, scope: Prisma.Sql, p: Parameter) => Prisma.sql`
  SELECT NULL::uuid AS case_id, left(u.region_code, 6) AS unit, coalesce(bool_or(f.serves), FALSE) AS covered, coalesce(sum(f.hours), 0) >= ${p('D4.lvp_hours')} AS taught
  FROM unit u LEFT JOIN (${files(period, scope, p)}) f ON f.school = u.code
  WHERE u.kind = 'school' AND (u.opened_on IS NULL OR u.opened_on <= ${period.to}::date) AND (u.closed_on IS NULL OR u.closed_on > ${period.to}::date)
  GROUP BY u.code, u.region_code`

/** Lessons given in the year. */
const lessons = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT l.case_id, c.county AS unit, l.hours, l.head_count FROM legal_lesson l JOIN case_file c ON c.id = l.case_id
  WHERE ${scope} AND l.state = 'done' AND l.on_day BETWEEN ${from}::date AND ${to}::date`

const line = (
  section: string,
  code: string,
  label: string,
  condition: Line['condition'],
  more: Partial<Line> = {},
): Line => ({ section, code, label, condition, rows: 'files', unit: '对', ...more })
const school = { rows: 'schools', unit: '所', bare: true } as const
const given = { rows: 'lessons' } as const
const every = () => Prisma.sql`TRUE`

const COVERED = '一、学校配备'
const DUTY = '二、履职（各校分别计算，不合并）'
const LESSONS = '三、法治课'
const MOVED = '四、聘任和变动'

export const dutyYear: ReturnForm = {
  code: 'legal.duty.year',
  kind: 'legal_lesson',
  every: 'year',
  title: '法治副校长履职年报表',
  version: '1',
  levels: [
    { unitKind: 'edu_bureau', digits: 6, prepare: ['EC'], check: ['EC'], sign: ['EC'] },
    { unitKind: 'edu_bureau', digits: 4, prepare: ['EC'], check: ['EC'], sign: ['EC'] },
  ],
  area: true,
  rows: { files, schools, lessons },
  lines: [
    line(COVERED, 'schools', '学校', every, school),
    line(COVERED, 'covered', '其中：有在任法治副校长', () => Prisma.sql`b.covered`, { ...school, of: 'schools' }),
    line(COVERED, 'lacking', '其中：没有在任法治副校长', () => Prisma.sql`NOT b.covered`, {
      ...school,
      of: 'schools',
    }),
    line(COVERED, 'taught', '全年课时达标的学校', () => Prisma.sql`b.taught`, school),

    line(DUTY, 'pairs', '年末在任（一校一人）', () => Prisma.sql`b.serves`),
    line(DUTY, 'met', '其中：课时达标', () => Prisma.sql`b.serves AND b.met`, { of: 'pairs' }),
    line(DUTY, 'short', '其中：课时不足', () => Prisma.sql`b.serves AND NOT b.met`, { of: 'pairs' }),
    ...Object.entries(organs).map(([code, label]) =>
      line(DUTY, `from_${code}`, `年末在任：${label}派出`, () => Prisma.sql`b.serves AND b.organ = ${code}`),
    ),

    line(LESSONS, 'lessons', '法治课', every, { ...given, unit: '节' }),
    line(LESSONS, 'hours', '法治课课时', every, { ...given, unit: '课时', sums: 'hours' }),
    line(LESSONS, 'heads', '听课', every, { ...given, unit: '人次', sums: 'head_count' }),

    line(
      MOVED,
      'appointed',
      '本年聘任',
      ({ from, to }) => Prisma.sql`b.appointed_on BETWEEN ${from}::date AND ${to}::date`,
    ),
    line(
      MOVED,
      'ended',
      '本年结束任职',
      ({ from, to }) => Prisma.sql`b.ended_on BETWEEN ${from}::date AND ${to}::date`,
    ),
    line(MOVED, 'expiring', '年末任期将满', () => Prisma.sql`b.state_then = 'expiring'`),
  ],
  checks: [
    {
      label: '学校分项',
      left: [
        ['covered', 1],
        ['lacking', 1],
      ],
      right: 'schools',
    },
    {
      label: '履职分项',
      left: [
        ['met', 1],
        ['short', 1],
      ],
      right: 'pairs',
    },
    {
      label: '派出单位分项',
      left: Object.keys(organs).map((code) => [`from_${code}`, 1] as const),
      right: 'pairs',
    },
  ],
}
