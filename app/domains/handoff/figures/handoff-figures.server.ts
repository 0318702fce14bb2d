/** The figures of 安置帮教 (DOMAIN §5 Statistics, SR-01): the cohort of a period and what became of it by the cut-off day. */
import { Prisma } from '~/generated/prisma/client'
import type { At, FigureSet } from '~/casefile/figures/figure'
import { contactRecords } from '../terms'

/** Day of an instant in China. */
const dayAt = (instant: Prisma.Sql) => Prisma.sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`

/**
 * The day on which a file's help is looked at: the cut-off; the last day of help when it ended as planned before; the day
 * of a pause (服务暂停), for suspicion leaves no trace in a rate (D1-edge-06).
 */
const lookOn = ({ h, cutOff }: At) => Prisma.sql`(CASE
  WHEN ${h}.end_cause = 'expired' AND ${h}.ended_on <= ${cutOff}::date THEN ${h}.ended_on
  WHEN ${h}.paused_on < ${cutOff}::date THEN ${h}.paused_on ELSE ${cutOff}::date END)`

/**
 * C: released in the period and responsible here, or to be released and not met (late by more than the days of 衔接率),
 * without deaths, transfers to another county, and files opened in error.
 */
const cohort = ({ c, h, cutOff, p }: At) => Prisma.sql`${c}.state <> 'opened_in_error'
  AND (${h}.released_on IS NOT NULL OR ${c}.state IN ('no_show', 'unreachable')
    OR (${c}.state IN ('verified', 'pickup_planned', 'await_release') AND ${h}.release_due_on + ${p('D1.connection')}::int < ${cutOff}::date))
  AND NOT (${h}.end_cause IS NOT DISTINCT FROM 'death' AND ${h}.ended_on <= ${cutOff}::date)
  AND NOT (${c}.state = 'closed' AND ${c}.closed_on <= ${cutOff}::date)`

/** Hand-overs are recorded here: not those of files that came from another county or from before the system. */
const recorded = ({ c, h }: At) =>
  Prisma.sql`NOT (${h}.handed_over_at IS NULL AND (${h}.before_system OR ${c}.continues_id IS NOT NULL))`

const handedOverBy = ({ h, cutOff }: At) => Prisma.sql`${dayAt(Prisma.sql`${h}.handed_over_at`)} <= ${cutOff}::date`

/** In time: handed over within the days after release; after community correction, the file opened within them. */
const connected = (at: At) => Prisma.sql`CASE WHEN ${at.h}.source_type = 'cc_lifted'
  THEN ${at.c}.opened_on <= LEAST(${at.h}.release_day + ${at.p('D1.connection')}::int, ${at.cutOff}::date)
  ELSE coalesce(${handedOverBy(at)} AND ${dayAt(Prisma.sql`${at.h}.handed_over_at`)} <= ${at.h}.release_day + ${at.p('D1.connection')}::int, FALSE) END`

const metAtGate = (at: At) => Prisma.sql`${at.h}.at_gate AND coalesce(${handedOverBy(at)}, FALSE)`
const toBeMet = (at: At) => Prisma.sql`${at.h}.must_pickup AND ${at.h}.source_type <> 'cc_lifted' AND ${recorded(at)}`

/**
 * A condition on the day that a file is looked at. Most files have neither ended nor been paused: for them the day is the
 * cut-off itself, and what stands on the file today needs no history.
 */
const looked = (at: At, holds: (day: Prisma.Sql, past: Prisma.Sql) => Prisma.Sql) => Prisma.sql`(CASE
  WHEN ${at.h}.end_cause IS NULL AND ${at.h}.paused_on IS NULL THEN ${holds(Prisma.sql`${at.cutOff}::date`, at.cutOff < at.today ? Prisma.sql`TRUE` : Prisma.sql`FALSE`)}
  ELSE ${holds(lookOn(at), Prisma.sql`${lookOn(at)} < ${at.today}::date`)} END)`

/** A placement with its evidence that stands on the day. */
const placed = (at: At) =>
  looked(
    at,
    (
      day,
      past,
    ) => Prisma.sql`(coalesce(${at.h}.placement_type <> 'unplaced' AND ${at.h}.placement_checked_on IS NOT NULL AND ${at.h}.placed_on <= ${day}, FALSE)
    OR (${past} AND EXISTS (SELECT 1 FROM handoff_placement p WHERE p.case_id = ${at.h}.case_id AND p.verified_on IS NOT NULL AND p.placed_on <= ${day} AND p.ended_on > ${day})))`,
  )

/** The three owners are named, and the group they were named with is in force on the day. */
const grouped = (
  at: At,
  day: Prisma.Sql,
  past: Prisma.Sql,
) => Prisma.sql`${at.h}.guidance_owner IS NOT NULL AND ${at.h}.contact_owner IS NOT NULL AND ${at.h}.support_owner IS NOT NULL
  AND CASE WHEN ${past} THEN EXISTS (SELECT 1 FROM handoff_group_member m WHERE m.case_id = ${at.h}.case_id AND m.from_on <= ${day} AND (m.until_on IS NULL OR m.until_on >= ${day}))
    ELSE ${at.h}.ended_on IS NULL OR ${at.h}.end_cause = 'expired' END`

const types = Prisma.sql`ARRAY[${Prisma.join([...contactRecords])}]::text[]`

/** Reached at least once in the months up to the day. */
const contacted = (at: At, day: Prisma.Sql, past: Prisma.Sql) => {
  const since = Prisma.sql`(${day} - make_interval(months => ${at.p('D1.contact_recent')}::int))::date`
  return Prisma.sql`${at.h}.last_contact_on IS NOT NULL AND CASE WHEN ${at.h}.last_contact_on < ${since} THEN FALSE WHEN ${at.h}.last_contact_on <= ${day} THEN TRUE
    ELSE ${past} AND EXISTS (SELECT 1 FROM visit v WHERE v.case_id = ${at.h}.case_id AND v.reached AND v.type = ANY (${types}) AND v.on_day >= ${since} AND v.on_day <= ${day}) END`
}

const helped = (at: At) =>
  looked(at, (day, past) => Prisma.sql`(${grouped(at, day, past)} AND ${contacted(at, day, past)})`)

/** An effective conviction for an offence after release and within the help period; suspicion never counts. */
const reoffended = ({
  c,
  cutOff,
}: At) => Prisma.sql`${c}.id IN (SELECT r.case_id FROM handoff_reoffence r JOIN handoff_file x ON x.case_id = r.case_id
  WHERE r.effective_on <= ${cutOff}::date AND r.offence_on > x.released_on AND r.offence_on <= x.help_end_on)`

const daysToPlacement = ({ h }: At) => Prisma.sql`GREATEST(${h}.first_placed_on - ${h}.release_day, 0)`
const everPlaced = ({ h, cutOff }: At) => Prisma.sql`coalesce(${h}.first_placed_on <= ${cutOff}::date, FALSE)`

export const handoffFigures: FigureSet = {
  kind: 'handoff',
  title: '安置帮教统计',
  path: '/handoff/statistics',
  version: '1',
  table: 'handoff_file',
  tiersOn: 'h',
  day: 'release_day',
  dayLabel: '释放日',
  counts: {
    label: '接收人员',
    words: '时段内释放、由本地负责的人员；截止日前死亡、转出外县、误开的不计',
    unit: '人',
  },
  cohort,
  kept: true,
  main: 'placed_helped',
  rules: ['D1.connection', 'D1.contact_recent'],
  paper: { code: 'statistics', title: '安置帮教统计表', word: '安帮统' },
  measures: [
    {
      code: 'connected',
      label: '衔接率',
      words: (p) =>
        `释放后 ${p('D1.connection')} 日内交接的 / 接收人员；系统上线前建档和外县转入、没有本地交接记录的不计入`,
      form: 'rate',
      numerator: connected,
      denominator: recorded,
    },
    {
      code: 'picked_up',
      label: '必接率',
      words: () => '在监所门口接到的必接对象 / 必接对象；解除社区矫正的不经监所，不计入',
      form: 'rate',
      numerator: metAtGate,
      denominator: toBeMet,
    },
    {
      code: 'placed',
      label: '安置率',
      words: () => '截止日有凭据、经核实的安置 / 接收人员',
      form: 'rate',
      numerator: placed,
    },
    {
      code: 'helped',
      label: '帮教率',
      words: (p) =>
        `有帮教小组、三包责任到人、近 ${p('D1.contact_recent')} 个月至少联系 1 次 / 接收人员；谢绝帮教的在分母中；期满的看期满日`,
      form: 'rate',
      numerator: helped,
    },
    {
      code: 'placed_helped',
      label: '帮教安置率',
      words: () => '安置和帮教都落实 / 接收人员',
      form: 'rate',
      numerator: { all: ['placed', 'helped'] },
    },
    {
      code: 'reoffended',
      label: '重新犯罪率',
      words: () => '释放后、帮教期内犯罪且判决已生效的人 / 接收的人；同一人接收两次算一人；羁押、被怀疑不算',
      form: 'rate',
      persons: true,
      numerator: reoffended,
    },
    {
      code: 'days_to_placement',
      label: '平均安置天数',
      words: () => '从释放到首次安置的天数，合计 / 已安置过的人员',
      form: 'days',
      numerator: everPlaced,
      days: daysToPlacement,
    },
  ],
}
