/** Mandatory reports (强制报告) of the demo with their copies at the offices: open and late, taken note of, answered, closed. */
import type { Role } from '~/access/roles'
import { computeDue } from '~/casefile/deadlines/compute'
import { neutralNo, seat as seatOfUnit } from '~/casefile/numbers.server'
import { dutyRow, type ReportDuty } from '~/domains/children/reports/duty-row.server'
import type { ReportBody, ReporterSaid } from '~/domains/children/reports/report-input'
import { receiversOf } from '~/domains/children/reports/rules'
import { receiverRoles, type Outcome, type ReceiverRole } from '~/domains/children/reports/situations'
import { roles } from '~/access/roles'
import { encrypt, randomToken, sm3 } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { Seat } from './accounts'
import { orgRows } from './org'
import { number, seatAt, type World } from './story'
import { beside, type Teller } from './teller'

type Row = Record<string, unknown>
type Stage = 'sent' | 'acknowledged' | 'feedback' | 'closed'
type Plot = {
  by: [role: Role, unit: string]
  ago: number
  situation: number
  child: string
  facts: string
  place?: string
  /** Codes of units it speaks of. */
  named?: string[]
  outcome?: Outcome
} & Partial<Record<ReceiverRole, Stage>>

const PLOTS: readonly Plot[] = [
  {
    by: ['CD', '340705001001-VC1'],
    ago: 1,
    situation: 6,
    child: '男孩，约五岁，住东片，邻居叫他小石头',
    facts: '照料人外出打工三天没有回来，孩子由邻居给饭吃。',
    place: '东片居民楼下',
    EC: 'acknowledged',
    PV: 'acknowledged',
  },
  {
    by: ['ST', '340705001-SC1'],
    ago: 2,
    situation: 4,
    child: '女孩，三年级，短发',
    facts: '手臂和后背有多处淤青，孩子不愿说是怎么来的。',
    place: '教室',
    CA: 'acknowledged',
    EC: 'acknowledged',
  },
  {
    by: ['SP', '340705100-SC1'],
    ago: 9,
    situation: 9,
    child: '男孩，五年级',
    facts: '连续一周没有吃早饭，说家里晚上没有人。',
    named: ['340705-EB1'],
    CA: 'feedback',
    EC: 'acknowledged',
    PV: 'acknowledged',
  },
  {
    by: ['ST', '340705001-SC1'],
    ago: 44,
    situation: 6,
    child: '姐弟两人，八岁和五岁',
    facts: '奶奶住院，姐弟两人在家过夜。',
    outcome: 'protected',
    CA: 'closed',
    EC: 'closed',
    PV: 'closed',
  },
  {
    by: ['TJ', '340705100-JO1'],
    ago: 20,
    situation: 8,
    child: '约十岁的男孩，在集市上',
    facts: '由一名成年人带着讨钱，问话时躲闪。',
    place: '集市西口',
    outcome: 'passed_on',
    CA: 'closed',
    EC: 'feedback',
    PV: 'acknowledged',
  },
  {
    by: ['SP', '340722102-SC1'],
    ago: 5,
    situation: 4,
    child: '男孩，四年级',
    facts: '额头有新伤，和上月的旧伤在同一侧。',
    CA: 'acknowledged',
    EC: 'feedback',
  },
]

/** What an office answers. */
const FEEDBACK = '已与孩子见面，由村里和学校每天看护，照料安排已落实。'
const HOURS: Record<Exclude<Stage, 'sent'>, number> = { acknowledged: 2, feedback: 28, closed: 24 * 8 }
const ORDER: readonly Stage[] = ['sent', 'acknowledged', 'feedback', 'closed']

type Report = { plot: Plot; on: LegalDay; filedAt: Date; said: string; reporter: ReporterSaid; row: Row }

/** Tells them all. */
export function mandatoryReports(teller: Teller): void {
  const { world } = teller
  const units = orgRows().unit.map((unit) => ({
    code: unit.code as string,
    name: unit.name as string,
    kind: unit.kind as string,
    regionCode: unit.region_code as string,
  }))
  for (const plot of PLOTS) {
    const county = plot.by[1].slice(0, 6)
    const report = reportOf(world, plot, county, (code) => units.find((unit) => unit.code === code)!.name)
    const manned = (role: string, { code }: { code: string }) =>
      world.seats.some((seat) => seat.role === role && seat.unit === code)
    const to = receiversOf(county, plot.named ?? [], (kind) => units.filter((unit) => unit.kind === kind), manned)
    if (to.length < receiverRoles.length) throw new Error(`somebody is missing to receive a report of ${county}`)
    beside(teller, 'mandatory_report', report.row)
    for (const { role, unit } of to) deliver(teller, report, role, unit.code)
  }
}

function reportOf(world: World, plot: Plot, county: string, nameOf: (code: string) => string): Report {
  const on = addDays(world.today, -plot.ago)
  const filedAt = new Date(`${on}T${String(8 + (plot.ago % 8)).padStart(2, '0')}:42:00+08:00`)
  const by = seatAt(world, ...plot.by)
  const named = plot.named ?? []
  const body: ReportBody = {
    child: plot.child,
    onDay: on,
    place: plot.place ?? null,
    facts: plot.facts,
    named: named.map(nameOf),
    namedOther: null,
  }
  const said = JSON.stringify(body)
  const id = uuidv7()
  const series = `QB-${county}-${on.slice(0, 4)}`
  const row = {
    id,
    report_no: `${series}-${String(number(world, series)).padStart(5, '0')}`,
    receipt: randomToken(9),
    token: randomToken(12),
    county,
    situation: plot.situation,
    body_enc: encrypt(said, `report:${id}`),
    digest: sm3(said),
    named_units: named,
    linked_token: null,
    reporter_post: by.postId,
    filed_at: filedAt.toISOString(),
  }
  const reporter = { name: by.userName, role: roles[by.role], unit: by.unitName, phone: null }
  return { plot, on, filedAt, said, reporter, row }
}

/** The copy of an office, what it did so far, and its duties, done and open. */
function deliver(teller: Teller, report: Report, role: ReceiverRole, to: string): void {
  const { world } = teller
  const { plot, on, filedAt, said, reporter, row } = report
  const id = uuidv7()
  const by = world.seats.find((one) => one.role === role && one.unit === to)
  const reached = by ? ORDER.slice(0, ORDER.indexOf(plot[role] ?? 'sent') + 1) : ORDER.slice(0, 1)
  const at = (stage: Exclude<Stage, 'sent'>) => new Date(filedAt.getTime() + HOURS[stage] * 3_600_000)
  const due = (rule: string, from: LegalDay, because = '收到强制报告') =>
    computeDue({ book: world.book, rule, from, roll: 'none', because })
  const did = (stage: Exclude<Stage, 'sent'>) => reached.includes(stage)
  beside(teller, 'report_delivery', {
    id,
    report_id: row.id,
    report_no: row.report_no,
    receipt: row.receipt,
    token: row.token,
    to_key: to,
    to_role: role,
    situation: row.situation,
    filed_at: row.filed_at,
    body_enc: encrypt(said, `report_delivery:${id}`),
    reporter_enc: encrypt(JSON.stringify(reporter), `report_reporter:${id}`),
    digest: row.digest,
    state: reached.at(-1),
    acknowledge_by: due('D4.report_acknowledge', on).dueOn,
    feedback_by: due('D4.report_feedback', on).dueOn,
    ...(did('acknowledged') && { acknowledged_at: at('acknowledged').toISOString(), acknowledged_by: by!.postId }),
    ...(did('feedback') && {
      feedback_enc: encrypt(FEEDBACK, `report_feedback:${id}`),
      feedback_at: at('feedback').toISOString(),
      feedback_post: by!.postId,
    }),
    ...(did('closed') && {
      closed_at: at('closed').toISOString(),
      closed_by: by!.postId,
      outcome: plot.outcome ?? 'helped',
    }),
  })
  const duty = (code: ReportDuty, given: ReturnType<typeof due>, made: Date, done: Exclude<Stage, 'sent'>) =>
    beside(teller, 'task', dutyOf(world, { code, id, to, role, due: given, made, by, doneAt: did(done) && at(done) }))
  duty('report_acknowledge', due('D4.report_acknowledge', on), filedAt, 'acknowledged')
  if (role === 'PV' || !did('acknowledged')) return
  duty('report_feedback', due('D4.report_feedback', on), at('acknowledged'), 'feedback')
  if (!did('feedback')) return
  const fedOn = at('feedback').toISOString().slice(0, 10) as LegalDay
  duty('report_close', due('D4.report_close', fedOn, '反馈'), at('feedback'), 'closed')
}

type Duty = {
  code: ReportDuty
  id: string
  to: string
  role: ReceiverRole
  due: ReturnType<typeof computeDue>
  made: Date
  by: Seat | undefined
  doneAt: Date | false
}

function dutyOf(world: World, { code, id, to, role, due, made, by, doneAt }: Duty): Row {
  const place = seatOfUnit(to)
  const year = world.today.slice(0, 4)
  const no = neutralNo(place, year, number(world, `T-${place}-${year}`))
  const day = made.toISOString().slice(0, 10) as LegalDay
  return {
    ...dutyRow(code, { id, to_key: to, to_role: role }, due, no, { today: day, now: made }),
    ...(doneAt && { done_at: doneAt.toISOString(), done_by: by!.postId, outcome: 'done' }),
  }
}
