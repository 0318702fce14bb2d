/**
 * 《临时救助月报表》 and 《最低生活保障月报表》, the monthly returns of relief at the window (DOMAIN 4.15, §11): what waited, came
 * and was decided, by which route and for which reason, whom the allowance keeps, and what was paid. Amounts in fen.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Level, Line, ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { refusalReasons, routes } from './terms'

const levels: readonly Level[] = [
  { unitKind: 'civil_affairs', digits: 9, prepare: ['CC'], check: ['CC', 'CA'], sign: ['CA'] },
  { unitKind: 'civil_affairs', digits: 6, prepare: ['CK'], check: ['CK', 'CA'], sign: ['CA'] },
]

/**
 * `settled_on`: the day of the decision, else the day it ended without one. `kept_from`: the first day a household was
 * granted the allowance (a later adjustment is no new household); `kept_until`: the day it ended.
 */
const files = (_: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT c.id AS case_id, c.scope_key AS unit, h.accepted_on, h.referral_id IS NOT NULL AS referred, h.before_system, h.route, h.reason_code,
    h.child_category, h.school_stage, h.training_level, h.persons, h.decision, h.emergency_fen, (h.emergency_paid_at AT TIME ZONE 'Asia/Shanghai')::date AS helped_on,
    coalesce(e.first_on, c.closed_on) AS settled_on, e.first_on IS NOT NULL AS was_decided,
    coalesce(e.first_to = 'refused', FALSE) AS was_refused,
    CASE WHEN h.before_system THEN h.accepted_on ELSE e.kept_on END AS kept_from, coalesce(h.ended_on, c.closed_on) AS kept_until, h.recheck_result, h.rechecked_on
  FROM case_file c JOIN relief_file h ON h.case_id = c.id
    LEFT JOIN LATERAL (SELECT min(v.event_on) AS first_on, (array_agg(v.to_state ORDER BY v.seq))[1] AS first_to,
      min(v.event_on) FILTER (WHERE v.to_state = 'decided') AS kept_on
      FROM case_event v WHERE v.case_id = c.id AND v.to_state IN ('decided', 'quick_paid', 'refused')) e ON TRUE
  WHERE ${scope} AND c.state <> 'opened_in_error'`

const payments = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT a.case_id, c.scope_key AS unit, a.amount_fen FROM relief_award a JOIN case_file c ON c.id = a.case_id
  WHERE ${scope} AND a.state = 'paid' AND a.paid_on BETWEEN ${from}::date AND ${to}::date`

export const rows = { files, payments }

const own = Prisma.sql`NOT b.before_system`
const before = ({ from }: ReportPeriod) =>
  Prisma.sql`${own} AND b.accepted_on < ${from}::date AND (b.settled_on IS NULL OR b.settled_on >= ${from}::date)`
const accepted = ({ from, to }: ReportPeriod) =>
  Prisma.sql`${own} AND b.accepted_on BETWEEN ${from}::date AND ${to}::date`
const settled = ({ from, to }: ReportPeriod) =>
  Prisma.sql`${own} AND b.settled_on BETWEEN ${from}::date AND ${to}::date`
const waiting = ({ to }: ReportPeriod) =>
  Prisma.sql`${own} AND b.accepted_on <= ${to}::date AND (b.settled_on IS NULL OR b.settled_on > ${to}::date)`
const and = (one: (month: ReportPeriod) => Prisma.Sql, more: Prisma.Sql) => (month: ReportPeriod) =>
  Prisma.sql`${one(month)} AND ${more}`
const refused = and(settled, Prisma.sql`b.was_refused`)
export const granted = and(settled, Prisma.sql`b.was_decided AND NOT b.was_refused`)

export const line = (
  section: string,
  code: string,
  label: string,
  condition: (month: ReportPeriod) => Prisma.Sql,
  more: Partial<Line> = {},
): Line => ({ section, code, label, condition, rows: 'files', unit: '件', ...more })

const HANDLED = '一、申请办理'
const REFUSED = '二、不予确认的理由'
const PAID = '资金发放'

export const handled: readonly Line[] = [
  line(HANDLED, 'start', '期初在办', before),
  line(HANDLED, 'in', '本月受理', accepted),
  line(HANDLED, 'in_referred', '其中：转介受理', and(accepted, Prisma.sql`b.referred`), { of: 'in' }),
  line(HANDLED, 'out', '本月办结', settled),
  line(HANDLED, 'out_granted', '其中：确认', granted, {
    of: 'out',
  }),
  line(HANDLED, 'out_refused', '其中：不予确认', refused, { of: 'out' }),
  line(HANDLED, 'out_other', '其中：未作决定（撤回、迁走等）', and(settled, Prisma.sql`NOT b.was_decided`), {
    of: 'out',
  }),
  line(HANDLED, 'end', '期末在办', waiting),
  ...Object.entries(refusalReasons).map(([code, label]) =>
    line(REFUSED, `refused_${code}`, label, and(refused, Prisma.sql`b.reason_code = ${code}`)),
  ),
  line(REFUSED, 'refused_changed', '经复核已改变决定', and(refused, Prisma.sql`b.reason_code IS NULL`)),
]
export const paid = (at: string): readonly Line[] => [
  line(`${at}、${PAID}`, 'paid', '发放到账', () => Prisma.sql`TRUE`, { rows: 'payments', unit: '笔' }),
  line(`${at}、${PAID}`, 'paid_fen', '发放金额', () => Prisma.sql`TRUE`, {
    rows: 'payments',
    unit: '元',
    sums: 'amount_fen',
  }),
]
export const checks = [
  {
    label: '在办件数',
    left: [
      ['start', 1],
      ['in', 1],
      ['out', -1],
    ],
    right: 'end',
  },
  {
    label: '办结件数分项',
    left: [
      ['out_granted', 1],
      ['out_refused', 1],
      ['out_other', 1],
    ],
    right: 'out',
  },
  {
    label: '不予确认分项',
    left: [...Object.keys(refusalReasons), 'changed'].map((code) => [`refused_${code}`, 1] as const),
    right: 'out_refused',
  },
] as const

const ROUTES = '三、办理路径'
const helped = ({ from, to }: ReportPeriod) => Prisma.sql`b.helped_on BETWEEN ${from}::date AND ${to}::date`

export const tempMonthly: ReturnForm = {
  code: 'relief.temp.monthly',
  kind: 'relief_temp',
  every: 'month',
  title: '临时救助月报表',
  version: '1',
  levels,
  rows,
  lines: [
    ...handled,
    ...Object.entries(routes).map(([code, label]) =>
      line(ROUTES, `route_${code}`, `本月办结：${label}`, and(settled, Prisma.sql`b.route = ${code}`)),
    ),
    line(ROUTES, 'route_none', '本月办结：未定路径', and(settled, Prisma.sql`b.route IS NULL`)),
    line(ROUTES, 'helped', '先行给付（小额快救、先行救助）', helped),
    line(ROUTES, 'helped_fen', '先行给付金额', helped, { unit: '元', sums: 'emergency_fen' }),
    ...paid('四'),
  ],
  checks: [
    ...checks,
    {
      label: '办理路径分项',
      left: [...Object.keys(routes), 'none'].map((code) => [`route_${code}`, 1] as const),
      right: 'out',
    },
  ],
}

const KEPT = '三、保障家庭'
const keptBefore = ({ from }: ReportPeriod) =>
  Prisma.sql`b.kept_from < ${from}::date AND (b.kept_until IS NULL OR b.kept_until >= ${from}::date)`
const begun = ({ from, to }: ReportPeriod) => Prisma.sql`b.kept_from BETWEEN ${from}::date AND ${to}::date`
const ended = ({ from, to }: ReportPeriod) =>
  Prisma.sql`b.kept_from <= ${to}::date AND b.kept_until BETWEEN ${from}::date AND ${to}::date`
const kept = ({ to }: ReportPeriod) =>
  Prisma.sql`b.kept_from <= ${to}::date AND (b.kept_until IS NULL OR b.kept_until > ${to}::date)`
const rechecked = ({ from, to }: ReportPeriod) => Prisma.sql`b.rechecked_on BETWEEN ${from}::date AND ${to}::date`

export const dibaoMonthly: ReturnForm = {
  code: 'relief.dibao.monthly',
  kind: 'relief_dibao',
  every: 'month',
  title: '最低生活保障月报表',
  version: '1',
  levels,
  rows,
  lines: [
    ...handled,
    line(KEPT, 'kept_start', '期初保障', keptBefore, { unit: '户' }),
    line(KEPT, 'kept_in', '本月新增', begun, { unit: '户' }),
    line(KEPT, 'kept_out', '本月终止', ended, { unit: '户' }),
    line(KEPT, 'kept_end', '期末保障', kept, { unit: '户' }),
    line(KEPT, 'kept_persons', '期末保障人数', kept, { unit: '人', sums: 'persons' }),
    line(KEPT, 'rechecked', '本月完成复核', rechecked, { unit: '户' }),
    ...paid('四'),
  ],
  checks: [
    ...checks,
    {
      label: '保障户数',
      left: [
        ['kept_start', 1],
        ['kept_in', 1],
        ['kept_out', -1],
      ],
      right: 'kept_end',
    },
  ],
}
