/** The copies of a report for the offices that receive it, each frozen under a key of its own, with the duty of taking note. */
import { inForce } from '~/access/in-force.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { nextNeutralNos } from '~/casefile/numbers.server'
import { ruleBook } from '~/casefile/rules.server'
import { encrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { directory } from '~/orgs/find-units.server'
import { dutyRow } from './duty-row.server'
import { officesOf, receiversOf } from './rules'
import { receiverRoles, type ReceiverRole } from './situations'

type When = { today: LegalDay; now: Date }
type Of = { county: string; named: readonly string[] }
export type Receiver = { role: ReceiverRole; unit: { code: string; regionCode: string; name: string } }

/** Who receives a report of this county now; roles that `has` one already are left out. */
export async function findReceivers(
  db: Db,
  { today }: Pick<When, 'today'>,
  { county, named, has = [] }: Of & { has?: readonly string[] },
): Promise<Receiver[]> {
  const { byKind } = await directory(db)
  const unitsOf = (kind: string) => byKind.get(kind) ?? []
  const offices = receiverRoles.flatMap((role) => officesOf(role, county, named, unitsOf))
  const posts = await db.post.findMany({
    where: {
      AND: [{ role: { in: receiverRoles }, unitCode: { in: offices.map(({ code }) => code) } }, inForce(today)],
    },
    select: { role: true, unitCode: true },
  })
  const manned = new Set(posts.map((post) => `${post.role} ${post.unitCode}`))
  return receiversOf(county, named, unitsOf, (role, unit) => manned.has(`${role} ${unit.code}`)).filter(
    ({ role }) => !has.includes(role),
  )
}

/** Rows for file_report and deliver_report. The clocks run from the day on which an office gets its copy. */
export async function copiesFor(
  db: Db,
  when: When,
  { to, said, reporter }: { to: readonly Receiver[]; said: string; reporter: string },
) {
  const book = await ruleBook(db)
  const by = (rule: string) => computeDue({ book, rule, from: when.today, roll: 'none', because: '收到强制报告' })
  const due = { acknowledge: by('D4.report_acknowledge'), feedback: by('D4.report_feedback') }
  const deliveries = to.map(({ role, unit }) => {
    const id = uuidv7()
    return {
      id,
      to_key: unit.code,
      to_role: role as string,
      body_enc: encrypt(said, `report_delivery:${id}`),
      reporter_enc: encrypt(reporter, `report_reporter:${id}`),
      acknowledge_by: due.acknowledge.dueOn,
      feedback_by: due.feedback.dueOn,
    }
  })
  const numbers = await nextNeutralNos(
    db,
    to.map(({ unit }) => unit.code),
    when.today,
  )
  const tasks = deliveries.map((delivery, n) =>
    dutyRow('report_acknowledge', delivery, due.acknowledge, numbers[n]!, when),
  )
  return { deliveries, tasks }
}
