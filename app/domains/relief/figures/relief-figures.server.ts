/** The figures of relief (DOMAIN §11 Statistics): what was accepted in a period and what became of it by the cut-off day. */
import { Prisma } from '~/generated/prisma/client'
import type { At, FigureSet, Measure } from '~/casefile/figures/figure'

const decidedBy = ({ h, cutOff }: At) => Prisma.sql`coalesce(${h}.decided_on <= ${cutOff}::date, FALSE)`
const grantedBy = (at: At) => Prisma.sql`${decidedBy(at)} AND ${at.h}.decision = 'granted'`
const cohort = ({ c, h }: At) => Prisma.sql`${c}.state <> 'opened_in_error' AND NOT ${h}.before_system`

/** The clock of a duty was met: done by its own day. Duties that a supplement or another course ended do not count. */
const met = (code: string, { h, cutOff }: At, holds: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM task t
  WHERE t.case_id = ${h}.case_id AND t.code = ${code} AND ${holds} AND t.due_on <= ${cutOff}::date)`
const done = Prisma.sql`t.outcome = 'done' AND (t.done_at AT TIME ZONE 'Asia/Shanghai')::date <= t.due_on`
const counts = Prisma.sql`(t.outcome IS NULL OR t.outcome = 'done')`

const granted: Measure = {
  code: 'granted',
  label: '确认率',
  words: () => '截止日已确认的 / 截止日已作出决定的',
  form: 'rate',
  numerator: grantedBy,
  denominator: decidedBy,
}
const onTime: Measure = {
  code: 'on_time',
  label: '按期办结率',
  words: (p) =>
    `在期限内作出决定的 / 截止日前到期的（一般程序 ${p('D7.temp_relief')} 个工作日，低保 ${p('D7.dibao')} 个工作日）`,
  form: 'rate',
  numerator: (at) => met('decide', at, done),
  denominator: (at) => met('decide', at, counts),
}
const days: Measure = {
  code: 'days_to_decision',
  label: '平均办理天数',
  words: () => '从受理到决定的天数，合计 / 已决定的',
  form: 'days',
  numerator: decidedBy,
  days: ({ h }) => Prisma.sql`GREATEST(${h}.decided_on - ${h}.accepted_on, 0)`,
}
const reversed: Measure = {
  code: 'reversed',
  label: '差错率',
  words: () => '经异议、复核改变原决定的 / 已作出决定的',
  form: 'rate',
  numerator: (at) => Prisma.sql`${decidedBy(at)} AND ${at.h}.reversed`,
  denominator: decidedBy,
}

const paidBy = ({ h, cutOff }: At) =>
  Prisma.sql`FROM relief_award a WHERE a.case_id = ${h}.case_id AND a.state = 'paid' AND a.paid_on <= ${cutOff}::date`
/** 按类型的发放金额: of this kind of relief, which is a type each. */
const paid: Measure = {
  code: 'paid_amount',
  label: '发放金额',
  words: () => '截止日前已经发放到户的金额合计 / 发放过的件数；退回、停发的不计',
  form: 'fen',
  numerator: (at) => Prisma.sql`EXISTS (SELECT 1 ${paidBy(at)})`,
  fen: (at) => Prisma.sql`(SELECT sum(a.amount_fen) ${paidBy(at)})`,
}
/** 享受率 (take-up): of those who were found by screening and brought here with their consent (社会救助法 39). */
const takeUp: Measure = {
  code: 'take_up',
  label: '享受率',
  words: () => '截止日已确认的 / 经主动排查、本人同意后转来的',
  form: 'rate',
  numerator: grantedBy,
  denominator: ({ h }) => Prisma.sql`${h}.referral_id IS NOT NULL`,
}

const base = {
  version: '2',
  table: 'relief_file',
  tiersOn: 'h',
  day: 'accepted_on',
  dayLabel: '受理日',
  cohort,
  main: 'on_time',
} as const

export const tempFigures: FigureSet = {
  ...base,
  kind: 'relief_temp',
  title: '临时救助统计',
  path: '/relief/statistics/temp',
  counts: { label: '受理申请', words: '时段内受理的临时救助申请；误开的不计', unit: '件' },
  rules: ['D7.temp_relief', 'D7.dibao', 'D7.emergency'],
  measures: [
    granted,
    onTime,
    days,
    {
      code: 'emergency_24h',
      label: '急难 24 小时给付率',
      words: (p) => `求助后 ${p('D7.emergency')} 小时内给付的 / 先行救助和小额快救`,
      form: 'rate',
      numerator: ({ h, p }) =>
        Prisma.sql`coalesce(${h}.emergency_paid_at <= ${h}.emergency_at + make_interval(hours => ${p('D7.emergency')}::int), FALSE)`,
      denominator: ({ h, cutOff }) =>
        Prisma.sql`coalesce((${h}.emergency_at AT TIME ZONE 'Asia/Shanghai')::date <= ${cutOff}::date, FALSE)`,
    },
    reversed,
    takeUp,
    paid,
  ],
}

export const dibaoFigures: FigureSet = {
  ...base,
  kind: 'relief_dibao',
  title: '最低生活保障统计',
  path: '/relief/statistics/dibao',
  counts: { label: '受理申请', words: '时段内受理的低保申请；误开和系统上线前的不计', unit: '件' },
  rules: ['D7.temp_relief', 'D7.dibao'],
  measures: [
    granted,
    onTime,
    days,
    {
      code: 'rechecked',
      label: '复核率',
      words: () => '按期复核的 / 截止日前应复核的',
      form: 'rate',
      numerator: (at) => met('recheck', at, done),
      denominator: (at) => met('recheck', at, counts),
    },
    reversed,
    takeUp,
    paid,
  ],
}

const aidOnTime = (rule: string): Measure => ({
  ...onTime,
  words: (p) => `在期限内作出决定的 / 截止日前到期的（${p(rule)} 个工作日）`,
})

export const schoolFigures: FigureSet = {
  ...base,
  kind: 'relief_school',
  title: '教育救助统计',
  path: '/relief/statistics/school',
  counts: { label: '受理申请', words: '时段内学校受理的教育救助申请；误开的不计', unit: '件' },
  rules: ['D7.school_aid'],
  measures: [granted, aidOnTime('D7.school_aid'), days, reversed, paid],
}

export const trainingFigures: FigureSet = {
  ...base,
  kind: 'relief_training',
  title: '培训补贴统计',
  path: '/relief/statistics/training',
  counts: { label: '受理申请', words: '时段内受理的培训补贴申请；误开的不计', unit: '件' },
  rules: ['D7.training_subsidy'],
  measures: [granted, aidOnTime('D7.training_subsidy'), days, reversed, takeUp, paid],
}

export const loanFigures: FigureSet = {
  ...base,
  kind: 'relief_loan',
  title: '创业担保贷款推荐统计',
  path: '/relief/statistics/loan',
  counts: { label: '登记', words: '时段内登记的创业担保贷款推荐；误开的不计', unit: '件' },
  rules: ['D7.loan_refer'],
  main: 'granted',
  measures: [
    {
      ...granted,
      label: '放款率',
      words: () => '截止日银行已放款的 / 截止日银行已答复的',
    },
    {
      code: 'recommended',
      label: '按期推荐率',
      words: (p) => `登记后 ${p('D7.loan_refer')} 个工作日内推荐给银行的 / 截止日前应推荐的`,
      form: 'rate',
      numerator: (at) => met('refer_bank', at, done),
      denominator: (at) => met('refer_bank', at, counts),
    },
  ],
}

export const reliefFigures: Record<string, FigureSet> = {
  temp: tempFigures,
  dibao: dibaoFigures,
  school: schoolFigures,
  training: trainingFigures,
  loan: loanFigures,
}
