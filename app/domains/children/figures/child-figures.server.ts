/**
 * The figures of left-behind children (DOMAIN §8 Statistics): who stands on the register at the end of the cut-off day, and what is done
 * for them. A stock: whoever was listed on that day or before and had not left counts, whichever year it was.
 */
import { grantOf } from '~/access/policy'
import type { Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import type { At, FigureSet, Measure } from '~/casefile/figures/figure'

const all = () => Prisma.sql`TRUE`

const withoutParent = ({ h }: At) => Prisma.sql`${h}.away = 'both'`

/** An agreement is in force on the cut-off day. Kept on the file's own row by the database: whoever lists it counts the same. */
const agreed = ({ h, cutOff }: At) => Prisma.sql`${h}.agreed_days @> ${cutOff}::date`

/** Full years on the cut-off day, from and below. */
const aged = (code: string, label: string, from: number, below: number): Measure => ({
  code,
  label,
  words: () => `截止日在册、满 ${from} 周岁不满 ${below} 周岁的`,
  form: 'count',
  persons: true,
  numerator: ({
    c,
    cutOff,
  }) => Prisma.sql`coalesce(${c}.birth_on > (${cutOff}::date - make_interval(years => ${below}::int))
    AND ${c}.birth_on <= (${cutOff}::date - make_interval(years => ${from}::int)), FALSE)`,
})

/**
 * Visits of the director that fell due within the longest interval before the cut-off day; what another course of the file ended does
 * not count. One that was made after that day was not made by then.
 */
const visitDue = ({ h, cutOff, p }: At, holds: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM task t
  WHERE t.case_id = ${h}.case_id AND t.code = 'visit' AND ${holds} AND t.due_on <= ${cutOff}::date
    AND t.due_on > (${cutOff}::date - make_interval(months => ${p('D4.visit_good')}::int)))`
const LATE = Prisma.sql`(t.outcome IS NULL OR (t.outcome = 'done' AND (t.done_at AT TIME ZONE 'Asia/Shanghai')::date > t.due_on))`
const COUNTS = Prisma.sql`(t.outcome IS NULL OR t.outcome = 'done')`

/** Parents are to be in touch at least once a week (未成年人保护法 23). */
const WEEK = 7
const parentAway = ({ h }: At) => Prisma.sql`${h}.away <> 'none'`
const contacted = ({ h, cutOff }: At) => Prisma.sql`EXISTS (SELECT 1 FROM call k
  WHERE k.case_id = ${h}.case_id AND k.state = 'done' AND k.on_day > ${cutOff}::date - ${WEEK}::int AND k.on_day <= ${cutOff}::date)`
const paired = ({ h, cutOff }: At) => Prisma.sql`EXISTS (SELECT 1 FROM pairing p WHERE p.case_id = ${h}.case_id
  AND p.from_on <= ${cutOff}::date AND p.until_on >= ${cutOff}::date AND (p.ended_on IS NULL OR p.ended_on > ${cutOff}::date))`

/** 联系率 and 结对率: by rows of calls and pairing, which the education bureau has no part in. */
export const contactMeasures: readonly Measure[] = [
  {
    code: 'contact_rate',
    label: '每周联系率',
    words: () => `截止日前 ${WEEK} 日内与父母通过话（亲情通话有登记）的 / 截止日在册、有父母外出的`,
    form: 'rate',
    numerator: contacted,
    denominator: parentAway,
  },
  {
    code: 'pairing_rate',
    label: '结对率',
    words: () => '截止日有结对人的 / 截止日在册的',
    form: 'rate',
    numerator: paired,
  },
]

export const childFigures: FigureSet = {
  kind: 'child',
  title: '留守儿童统计',
  path: '/children/statistics',
  version: '2',
  table: 'child_file',
  tiersOn: 'h',
  day: 'confirmed_on',
  dayLabel: '列入名册日',
  counts: {
    label: '在册儿童',
    words: '截止日在册的孩子：当日或者以前列入名册、还没有退出的；误开的不计',
    unit: '人',
  },
  stock: true,
  cohort: ({ c, h, cutOff }) => Prisma.sql`${c}.state <> 'opened_in_error' AND ${h}.confirmed_on IS NOT NULL
    AND (${h}.exited_on IS NULL OR ${h}.exited_on > ${cutOff}::date)`,
  addsUp: { whole: 'registered', parts: ['age_0_5', 'age_6_13', 'age_14_15'] },
  main: 'agreement_rate',
  rules: ['D4.age', 'D4.visit_good', 'D4.visit_weak'],
  measures: [
    {
      code: 'registered',
      label: '在册',
      words: () => '截止日在册的；一人几份档案的计一次',
      form: 'count',
      persons: true,
      numerator: all,
    },
    aged('age_0_5', '0—5 周岁', 0, 6),
    aged('age_6_13', '6—13 周岁', 6, 14),
    aged('age_14_15', '14—15 周岁', 14, 16),
    {
      code: 'agreement_rate',
      label: '委托照护签订率',
      words: () => '截止日协议有效的 / 截止日在册、父母双方外出的',
      form: 'rate',
      numerator: agreed,
      denominator: withoutParent,
    },
    {
      code: 'visits_in_time',
      label: '走访完成率',
      words: (p) =>
        `到期的走访都按期完成的 / 截止日前 ${p('D4.visit_good')} 个月内有走访到期的（监护较好每 ${p('D4.visit_good')} 个月、一般每 ${p('D4.visit_weak')} 个月）`,
      form: 'rate',
      numerator: (at) => Prisma.sql`NOT ${visitDue(at, LATE)}`,
      denominator: (at) => visitDue(at, COUNTS),
    },
    ...contactMeasures,
    {
      code: 'dropout',
      label: '失学辍学',
      words: () => '截止日在册、登记了失学辍学还没有复学的',
      form: 'count',
      persons: true,
      numerator: ({ h, cutOff }) => Prisma.sql`coalesce(${h}.dropout_on <= ${cutOff}::date, FALSE)`,
    },
  ],
}

/** What a role counts by rows of its own, each number with its list: without what it may not read. */
export function childFiguresOf(role: Role): FigureSet {
  if (grantOf(role, 'child')?.view === 'full') return childFigures
  return { ...childFigures, measures: childFigures.measures.filter((one) => !contactMeasures.includes(one)) }
}
