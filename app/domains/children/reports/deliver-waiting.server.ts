/** Reports for which nobody was in office anywhere: brought to him as soon as there is somebody, once. By the worker. */
import { roles, type Role } from '~/access/roles'
import { decrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { log } from '~/lib/log.server'
import { pageDuty } from '~/messages/page-duty.server'
import { copiesFor, findReceivers } from './copies.server'
import type { ReporterSaid } from './report-input'

type Waiting = {
  id: string
  county: string
  named_units: string[]
  body_enc: string
  reporter_enc: string | null
  reporter_name: string
  reporter_role: string
  reporter_unit: string
  has: string[]
}

/**
 * Each report in a transaction of its own, with its duties and messages; the database takes one copy for each role. One that
 * cannot be brought is logged and holds up no other. Gives how many copies went out.
 */
export async function deliverWaiting(run: <T>(work: (db: Db) => Promise<T>) => Promise<T>, at: Date): Promise<number> {
  let sent = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const waiting = await run((db) => db.$queryRaw<Waiting[]>`SELECT * FROM waiting_reports(${after}::uuid)`)
    for (const one of waiting)
      sent += await run((db) => deliver(db, one, at)).catch((error: unknown) => {
        log.error({ err: error }, 'a report could not be brought to an office')
        return 0
      })
    const last = waiting.at(-1)
    if (!last) return sent
    after = last.id
  }
}

async function deliver(db: Db, report: Waiting, now: Date): Promise<number> {
  const when = { today: dayOf(now), now }
  const { id, county, named_units: named, has } = report
  const to = await findReceivers(db, when, { county, named, has })
  if (!to.length) return 0
  const said = decrypt(report.body_enc, `report:${id}`)
  const reporter = report.reporter_enc ? decrypt(report.reporter_enc, `report_reporter:${id}`) : reporterOf(report)
  const { deliveries, tasks } = await copiesFor(db, when, { to, said, reporter })
  const [row] = await db.$queryRaw<
    { n: number }[]
  >`SELECT deliver_report(${id}::uuid, ${JSON.stringify(deliveries)}::jsonb, ${JSON.stringify(tasks)}::jsonb) AS n`
  if (row!.n) for (const { role, unit } of to) await pageDuty(db, when.today, { role, unitCode: unit.code })
  return row!.n
}

/** Of a report that was filed before this was kept with it. */
const reporterOf = (report: Waiting): string =>
  JSON.stringify({
    name: report.reporter_name,
    role: roles[report.reporter_role as Role] ?? report.reporter_role,
    unit: report.reporter_unit,
    phone: null,
  } satisfies ReporterSaid)
