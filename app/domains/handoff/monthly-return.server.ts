/**
 * 《安置帮教月报表》, the monthly return of help after release (DOMAIN 4.15, §5): stock and flow, hand-over, help, placement,
 * measures. Every line is a condition over the same rows, so that the parts add up.
 */
import { Prisma } from '~/generated/prisma/client'
import type { Line, ReturnForm } from '~/casefile/returns/form'
import type { ReportPeriod } from '~/casefile/returns/period'
import { contactRecords, measureTypes, placementTypes } from './terms'

/**
 * `came`: the day somebody came under help here: the hand-over, else the opening of a file that began in help (lifted
 * correction, transfer, ledger). `state_then`, `placement_then`: at the end of the month's last day.
 */
const files = ({ to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT c.id AS case_id, c.scope_key AS unit, c.sex, c.state, c.closed_on, h.source_type, h.must_pickup, h.at_gate, h.key_category, h.end_cause,
    h.released_on, coalesce(h.released_on, h.release_due_on) AS release_day, (h.handed_over_at AT TIME ZONE 'Asia/Shanghai')::date AS handed_on,
    coalesce((h.handed_over_at AT TIME ZONE 'Asia/Shanghai')::date, CASE WHEN h.help_start_on IS NOT NULL THEN c.opened_on END) AS came,
    c.continues_id IS NOT NULL AS moved_in,
    (SELECT e.to_state FROM case_event e WHERE e.case_id = c.id AND e.event_on <= ${to}::date ORDER BY e.seq DESC LIMIT 1) AS state_then,
    coalesce((SELECT p.type FROM handoff_placement p WHERE p.case_id = c.id AND p.placed_on <= ${to}::date AND (p.ended_on IS NULL OR p.ended_on > ${to}::date)
      ORDER BY p.placed_on DESC, p.id DESC LIMIT 1), 'unplaced') AS placement_then,
    EXISTS (SELECT 1 FROM handoff_reoffence r WHERE r.case_id = c.id AND r.effective_on BETWEEN date_trunc('month', ${to}::date) AND ${to}::date
      AND r.offence_on > h.released_on AND r.offence_on <= h.help_end_on) AS reoffended
  FROM case_file c JOIN handoff_file h ON h.case_id = c.id
  WHERE ${scope} AND c.state <> 'opened_in_error'`

const contacts = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT v.case_id, c.scope_key AS unit, v.type, v.reached FROM visit v JOIN case_file c ON c.id = v.case_id
  WHERE ${scope} AND v.on_day BETWEEN ${from}::date AND ${to}::date AND v.type = ANY (${[...contactRecords]})`

const measures = ({ from, to }: ReportPeriod, scope: Prisma.Sql) => Prisma.sql`
  SELECT m.case_id, c.scope_key AS unit, m.type, m.result_on IS NOT NULL AND m.result_on <= ${to}::date AS settled
  FROM handoff_measure m JOIN case_file c ON c.id = m.case_id WHERE ${scope} AND m.referred_on BETWEEN ${from}::date AND ${to}::date`

const before = ({ from }: ReportPeriod) =>
  Prisma.sql`b.came < ${from}::date AND (b.closed_on IS NULL OR b.closed_on >= ${from}::date)`
const arrived = ({ from, to }: ReportPeriod) => Prisma.sql`b.came BETWEEN ${from}::date AND ${to}::date`
const left = ({ from, to }: ReportPeriod) =>
  Prisma.sql`b.came <= ${to}::date AND b.closed_on BETWEEN ${from}::date AND ${to}::date`
const stock = ({ to }: ReportPeriod) =>
  Prisma.sql`b.came <= ${to}::date AND (b.closed_on IS NULL OR b.closed_on > ${to}::date)`
const released = ({ from, to }: ReportPeriod) =>
  Prisma.sql`b.release_day BETWEEN ${from}::date AND ${to}::date AND b.source_type <> 'cc_lifted' AND NOT b.moved_in
    AND b.end_cause IS DISTINCT FROM 'death'`
const and = (one: (month: ReportPeriod) => Prisma.Sql, more: Prisma.Sql) => (month: ReportPeriod) =>
  Prisma.sql`${one(month)} AND ${more}`

const line = (
  section: string,
  code: string,
  label: string,
  condition: (month: ReportPeriod) => Prisma.Sql,
  more: Partial<Line> = {},
): Line => ({ section, code, label, condition, rows: 'files', unit: '人', ...more })

const STOCK = '一、在册人员'
const HANDOVER = '二、衔接'
const HELP = '三、期末帮教情况'
const PLACED = '四、期末安置情况'
const WORK = '五、帮扶工作'

const TOGETHER = ['expired', 'death'] as const
const states = {
  in_help: ['帮教中', ['in_help']],
  registered: ['已交接、建档，尚未建组', ['handed_over', 'registered']],
  declined: ['谢绝帮教', ['declined']],
  away: ['外出委托帮教', ['away']],
  unreachable: ['失去联系', ['unreachable', 'no_show']],
  leaving: ['转出待接收', ['transferred']],
} as const
const known = Object.values(states).flatMap(([, list]) => [...list])

export const handoffMonthly: ReturnForm = {
  code: 'handoff.monthly',
  kind: 'handoff',
  every: 'month',
  title: '安置帮教月报表',
  version: '1',
  levels: [
    { unitKind: 'justice_office', digits: 9, prepare: ['TJ'], check: ['TJ', 'TH'], sign: ['TH'] },
    { unitKind: 'justice_bureau', digits: 6, prepare: ['JC'], check: ['JC', 'JA'], sign: ['JA'] },
    { unitKind: 'justice_bureau', digits: 4, prepare: ['JX'], check: ['JX'], sign: ['JX'] },
  ],
  rows: { files, contacts, measures },
  lines: [
    line(STOCK, 'start', '期初在册', before),
    line(STOCK, 'in', '本月增加', arrived),
    line(STOCK, 'in_must', '其中：必接必送对象', and(arrived, Prisma.sql`b.must_pickup`), { of: 'in' }),
    line(STOCK, 'in_lifted', '其中：解除社区矫正转入', and(arrived, Prisma.sql`b.source_type = 'cc_lifted'`), {
      of: 'in',
    }),
    line(STOCK, 'in_moved', '其中：外县转入', and(arrived, Prisma.sql`b.moved_in`), { of: 'in' }),
    line(STOCK, 'out', '本月减少', left),
    line(STOCK, 'out_expired', '其中：期满解除', and(left, Prisma.sql`b.end_cause = 'expired'`), { of: 'out' }),
    line(STOCK, 'out_moved', '其中：转出外县', and(left, Prisma.sql`b.state = 'closed'`), { of: 'out' }),
    line(STOCK, 'out_died', '其中：死亡', and(left, Prisma.sql`b.end_cause = 'death'`), { of: 'out' }),
    line(
      STOCK,
      'out_other',
      '其中：其他',
      and(left, Prisma.sql`b.state <> 'closed' AND (b.end_cause IS NULL OR b.end_cause <> ALL (${[...TOGETHER]}))`),
      { of: 'out' },
    ),
    line(STOCK, 'end', '期末在册', stock),
    line(STOCK, 'end_women', '其中：女性', and(stock, Prisma.sql`b.sex = 'F'`), { of: 'end' }),
    line(
      STOCK,
      'end_three_without',
      '其中：三无人员',
      and(stock, Prisma.sql`b.key_category @> ARRAY['no_home', 'no_kin', 'no_income']`),
      { of: 'end' },
    ),
    line(STOCK, 'end_minor', '其中：未成年人', and(stock, Prisma.sql`'minor' = ANY (b.key_category)`), { of: 'end' }),

    line(HANDOVER, 'released', '本月刑满释放（应衔接）', released),
    line(HANDOVER, 'met', '释放后七日内交接', and(released, Prisma.sql`b.handed_on <= b.release_day + 7`), {
      of: 'released',
    }),
    line(HANDOVER, 'must', '应必接必送', and(released, Prisma.sql`b.must_pickup`)),
    line(
      HANDOVER,
      'must_met',
      '监所门口接到',
      and(released, Prisma.sql`b.must_pickup AND b.at_gate AND b.handed_on IS NOT NULL`),
      {
        of: 'must',
      },
    ),

    ...Object.entries(states).map(([code, [label, list]]) =>
      line(HELP, `state_${code}`, label, and(stock, Prisma.sql`b.state_then = ANY (${[...list]})`)),
    ),
    line(HELP, 'state_other', '其他', and(stock, Prisma.sql`(b.state_then IS NULL OR b.state_then <> ALL (${known}))`)),
    line(
      HELP,
      'reoffended',
      '本月因重新犯罪判决生效',
      (month) => Prisma.sql`b.reoffended AND b.came <= ${month.to}::date`,
    ),

    ...Object.entries(placementTypes).map(([code, label]) =>
      line(PLACED, `placed_${code}`, label, and(stock, Prisma.sql`b.placement_then = ${code}`)),
    ),

    line(WORK, 'contacts', '走访、谈话、电话联系', () => Prisma.sql`b.reached`, { rows: 'contacts', unit: '人次' }),
    line(WORK, 'visits', '其中：上门走访', () => Prisma.sql`b.reached AND b.type = 'visit'`, {
      rows: 'contacts',
      unit: '人次',
      of: 'contacts',
    }),
    line(WORK, 'measures', '落实帮扶措施', () => Prisma.sql`TRUE`, { rows: 'measures', unit: '项' }),
    ...Object.entries(measureTypes).map(([code, label]) =>
      line(WORK, `measure_${code}`, `其中：${label}`, () => Prisma.sql`b.type = ${code}`, {
        rows: 'measures',
        unit: '项',
        of: 'measures',
      }),
    ),
  ],
  checks: [
    {
      label: '在册人数',
      left: [
        ['start', 1],
        ['in', 1],
        ['out', -1],
      ],
      right: 'end',
    },
    {
      label: '减少人数分项',
      left: [
        ['out_expired', 1],
        ['out_moved', 1],
        ['out_died', 1],
        ['out_other', 1],
      ],
      right: 'out',
    },
    {
      label: '帮教情况分项',
      left: [...Object.keys(states).map((code) => [`state_${code}`, 1] as const), ['state_other', 1]],
      right: 'end',
    },
    {
      label: '安置情况分项',
      left: Object.keys(placementTypes).map((code) => [`placed_${code}`, 1] as const),
      right: 'end',
    },
    {
      label: '帮扶措施分项',
      left: Object.keys(measureTypes).map((code) => [`measure_${code}`, 1] as const),
      right: 'measures',
    },
  ],
}
