/**
 * 《一口受理季报表》 (DOMAIN 4.4, 4.15): what the county's windows received in a quarter and by which way, what was to be answered in it and
 * was, and what applicants said of it: the numbers that the KPI of the window are made of.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Line, ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { channels, satisfactions } from '../terms'

/** Matters but those opened in error and those that the applicant took back. */
const files = (_: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT c.id AS case_id, c.county AS unit, h.received_on, h.channel, h.urgency, h.reply_due_on, h.replied_on, h.satisfaction, h.feedback_on
  FROM case_file c JOIN intake_file h ON h.case_id = c.id
  WHERE ${scope} AND c.state <> 'opened_in_error' AND h.end_cause IS DISTINCT FROM 'withdrawn'`

type Condition = Line['condition']
const within =
  (column: 'received_on' | 'reply_due_on' | 'feedback_on'): Condition =>
  ({ from, to }) =>
    Prisma.sql`b.${Prisma.raw(column)} BETWEEN ${from}::date AND ${to}::date`
const received = within('received_on')
const due = within('reply_due_on')
const asked = within('feedback_on')
const and =
  (one: Condition, more: Condition): Condition =>
  (period) =>
    Prisma.sql`${one(period)} AND ${more(period)}`
const repliedBy: Condition = ({ to }) => Prisma.sql`coalesce(b.replied_on <= ${to}::date, FALSE)`

const RECEIVED = '一、受理'
const DUE = '二、答复'
const SAID = '三、评价'

const line = (section: string, code: string, label: string, condition: Condition, of?: string): Line => ({
  ...{ section, code, label, condition, rows: 'files', unit: '件' },
  ...(of && { of }),
})

export const kpiQuarter: ReturnForm = {
  code: 'intake.kpi.quarter',
  kind: 'intake',
  every: 'quarter',
  title: '一口受理季报表',
  version: '1',
  levels: [
    { unitKind: 'gov_office', digits: 6, prepare: ['DP'], check: ['DP'], sign: ['DP'] },
    { unitKind: 'gov_office', digits: 4, prepare: ['DP'], check: ['DP'], sign: ['DP'] },
  ],
  area: true,
  rows: { files },
  lines: [
    line(RECEIVED, 'received', '本季受理', received),
    ...Object.entries(channels).map(([code, label]) =>
      line(
        RECEIVED,
        `by_${code}`,
        `其中：${label}`,
        and(received, () => Prisma.sql`b.channel = ${code}`),
        'received',
      ),
    ),
    line(
      RECEIVED,
      'urgent',
      '特急事项',
      and(received, () => Prisma.sql`b.urgency = 'immediate'`),
    ),
    line(RECEIVED, 'received_replied', '本季受理、期末已答复', and(received, repliedBy)),

    line(DUE, 'due', '本季到期应答复', due),
    line(
      DUE,
      'due_in_time',
      '其中：按期答复',
      and(due, () => Prisma.sql`b.replied_on <= b.reply_due_on`),
      'due',
    ),
    line(
      DUE,
      'due_late',
      '其中：逾期答复',
      and(due, ({ to }) => Prisma.sql`b.replied_on > b.reply_due_on AND b.replied_on <= ${to}::date`),
      'due',
    ),
    line(
      DUE,
      'due_open',
      '其中：期末未答复',
      and(due, ({ to }) => Prisma.sql`(b.replied_on IS NULL OR b.replied_on > ${to}::date)`),
      'due',
    ),
    line(
      SAID,
      'said',
      '本季问到评价',
      and(asked, () => Prisma.sql`b.satisfaction IS NOT NULL`),
    ),
    ...Object.entries(satisfactions).map(([code, label]) =>
      line(
        SAID,
        `said_${code}`,
        `其中：${label}`,
        and(asked, () => Prisma.sql`b.satisfaction = ${code}`),
        'said',
      ),
    ),
  ],
  checks: [
    { label: '受理方式分项', left: Object.keys(channels).map((code) => [`by_${code}`, 1] as const), right: 'received' },
    {
      label: '答复分项',
      left: ['in_time', 'late', 'open'].map((code) => [`due_${code}`, 1] as const),
      right: 'due',
    },
    { label: '评价分项', left: Object.keys(satisfactions).map((code) => [`said_${code}`, 1] as const), right: 'said' },
  ],
}
