/**
 * KPI of the one window (DOMAIN 4.4, SR-16): replied / received, closed within limit / due, replies in time / replies due.
 * Rates of this set are told with two decimals: 342/1301 = 26.29 %.
 */
import { Prisma } from '~/generated/prisma/client'
import type { At, FigureSet } from '~/casefile/figures/figure'

const repliedBy = ({ h, cutOff }: At) => Prisma.sql`coalesce(${h}.replied_on <= ${cutOff}::date, FALSE)`
const replyDue = ({ h, cutOff }: At) => Prisma.sql`${h}.reply_due_on <= ${cutOff}::date`
/** The last day of closing: the reply's own, and the days in which the applicant may have it taken up again. */
const closingDay = ({ h, p }: At) => Prisma.sql`(${h}.reply_due_on + ${p('X.intake_reopen')}::int)`

export const intakeFigures: FigureSet = {
  kind: 'intake',
  title: '一口受理统计',
  path: '/intake/statistics',
  version: '1',
  table: 'intake_file',
  tiersOn: 'c',
  day: 'received_on',
  dayLabel: '受理日',
  counts: { label: '受理事项', words: '时段内受理的事项；误开和申请人撤回的不计', unit: '件' },
  cohort: ({ c, h }) => Prisma.sql`${c}.state <> 'opened_in_error' AND ${h}.end_cause IS DISTINCT FROM 'withdrawn'`,
  main: 'reply_rate',
  rules: ['X.intake_reply', 'X.intake_reply_petition', 'X.intake_reopen'],
  measures: [
    {
      code: 'reply_rate',
      label: '答复率',
      words: () => '截止日已答复 / 受理事项；目标 100%',
      form: 'rate2',
      numerator: repliedBy,
    },
    {
      code: 'completion_rate',
      label: '办结率',
      words: (p) => `期限内办结 / 截止日应当办结的；应办结日为答复期限后 ${p('X.intake_reopen')} 日；目标 90%`,
      form: 'rate2',
      numerator: (at) =>
        Prisma.sql`${at.c}.state = 'closed' AND coalesce(${at.c}.closed_on <= LEAST(${closingDay(at)}, ${at.cutOff}::date), FALSE)`,
      denominator: (at) => Prisma.sql`${closingDay(at)} <= ${at.cutOff}::date`,
    },
    {
      code: 'on_time_rate',
      label: '按期答复率',
      words: () => '期限内答复 / 截止日应当答复的；答复期限含依法延期',
      form: 'rate2',
      numerator: ({ h }) => Prisma.sql`coalesce(${h}.replied_on <= ${h}.reply_due_on, FALSE)`,
      denominator: replyDue,
    },
    {
      code: 'satisfied_rate',
      label: '满意率',
      words: () => '满意和基本满意 / 问到满意度的',
      form: 'rate2',
      numerator: ({ h }) => Prisma.sql`coalesce(${h}.satisfaction IN ('satisfied', 'fair'), FALSE)`,
      denominator: ({ h }) => Prisma.sql`coalesce(${h}.satisfaction IN ('satisfied', 'fair', 'unsatisfied'), FALSE)`,
    },
    {
      code: 'urgent',
      label: '特急事项',
      words: () => '不排队、当即通知值班分派员的事项',
      form: 'count',
      numerator: ({ h }) => Prisma.sql`${h}.urgency = 'immediate'`,
    },
  ],
}
