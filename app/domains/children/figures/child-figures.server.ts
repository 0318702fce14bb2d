/** The figures of left-behind children (DOMAIN §8 Statistics): who came onto the register in a period, and what is done for them by the cut-off day. */
import { Prisma } from '~/generated/prisma/client'
import type { At, FigureSet, Measure } from '~/casefile/figures/figure'

/** On the register at the end of the cut-off day: not left by then. */
const registered = ({ h, cutOff }: At) => Prisma.sql`(${h}.exited_on IS NULL OR ${h}.exited_on > ${cutOff}::date)`

const withoutParent = (at: At) => Prisma.sql`${registered(at)} AND ${at.h}.away = 'both'`

/** The last agreement is in force on the cut-off day. Read from the file's own row: whoever lists it counts the same. */
const agreed = ({ h, cutOff }: At) =>
  Prisma.sql`coalesce(${h}.agreement_from <= ${cutOff}::date AND ${h}.agreement_to >= ${cutOff}::date, FALSE)`

/** Full years on the cut-off day, from and below. */
const aged = (code: string, label: string, from: number, below: number): Measure => ({
  code,
  label,
  words: () => `截止日在册、满 ${from} 周岁不满 ${below} 周岁的`,
  form: 'count',
  persons: true,
  numerator: (
    at,
  ) => Prisma.sql`${registered(at)} AND coalesce(${at.c}.birth_on > (${at.cutOff}::date - make_interval(years => ${below}::int))
    AND ${at.c}.birth_on <= (${at.cutOff}::date - make_interval(years => ${from}::int)), FALSE)`,
})

/** Visits of the director that fell due by the cut-off; what another course of the file ended does not count. */
const visitDue = ({ h, cutOff }: At, holds: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM task t
  WHERE t.case_id = ${h}.case_id AND t.code = 'visit' AND ${holds} AND t.due_on <= ${cutOff}::date)`
const LATE = Prisma.sql`(t.outcome IS NULL OR (t.outcome = 'done' AND (t.done_at AT TIME ZONE 'Asia/Shanghai')::date > t.due_on))`
const COUNTS = Prisma.sql`(t.outcome IS NULL OR t.outcome = 'done')`

export const childFigures: FigureSet = {
  kind: 'child',
  title: '留守儿童统计',
  path: '/children/statistics',
  version: '1',
  table: 'child_file',
  tiersOn: 'h',
  day: 'confirmed_on',
  dayLabel: '列入名册日',
  counts: { label: '列入名册', words: '时段内列入名册的孩子；误开的不计', unit: '人' },
  cohort: ({ c, h }) => Prisma.sql`${c}.state <> 'opened_in_error' AND ${h}.confirmed_on IS NOT NULL`,
  main: 'agreement_rate',
  rules: ['D4.age', 'D4.visit_good', 'D4.visit_weak'],
  measures: [
    {
      code: 'registered',
      label: '在册',
      words: () => '截止日仍在册的；一人几份档案的计一次',
      form: 'count',
      persons: true,
      numerator: registered,
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
        `应走访的都按期完成的 / 截止日前有走访到期的（监护较好每 ${p('D4.visit_good')} 个月、一般每 ${p('D4.visit_weak')} 个月）`,
      form: 'rate',
      numerator: (at) => Prisma.sql`NOT ${visitDue(at, LATE)}`,
      denominator: (at) => visitDue(at, COUNTS),
    },
    {
      code: 'dropout',
      label: '失学辍学',
      words: () => '截止日在册、登记了失学辍学还没有复学的',
      form: 'count',
      persons: true,
      numerator: (at) => Prisma.sql`${registered(at)} AND coalesce(${at.h}.dropout_on <= ${at.cutOff}::date, FALSE)`,
    },
  ],
}
