/** One report as a receiving office reads it; who reported is shown on request, and that is logged. */
import type { Actor } from '~/access/actor'
import { fieldBits } from '~/audit/events'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { listFiles } from './files.server'
import type { ReportBody, ReporterSaid } from './report-input'
import { answersOf, dueOf } from './rules'
import { outcomes, situationLabel, type Outcome, type ReportState } from './situations'

type Ctx = { actor: Actor; db: Db }

/** The row of this office and role. Throws 404, alike for what is not there and what is another's. */
export async function deliveryToMe({ actor, db }: Ctx, id: string | undefined) {
  const row = isUuid(id)
    ? await db.reportDelivery.findFirst({ where: { id, toKey: actor.unit.code, toRole: actor.role } })
    : null
  if (!row) throw notFound()
  return row
}

export async function readDelivery(ctx: Ctx, id: string | undefined) {
  const { actor, db } = ctx
  const row = await deliveryToMe(ctx, id)
  await logAccess(db, actor, { event: 'read', fileToken: row.token, fields: fieldBits(['outline', 'help']) })
  const days = { acknowledgeBy: dbToDay(row.acknowledgeBy), feedbackBy: dbToDay(row.feedbackBy) }
  const due = dueOf({ ...row, ...days })
  return {
    id: row.id,
    reportNo: row.reportNo,
    receipt: row.receipt,
    digest: row.digest,
    situation: situationLabel(row.situation),
    filedAt: row.filedAt,
    unit: actor.unit.name,
    state: row.state as ReportState,
    body: JSON.parse(decrypt(row.bodyEnc, `report_delivery:${row.id}`)) as ReportBody,
    files: await listFiles(ctx, row.reportId, `/children/reports/inbox/${row.id}`),
    ...days,
    late: due !== null && due < actor.today,
    watches: row.toRole === 'PV',
    answers: answersOf(row),
    acknowledgedAt: row.acknowledgedAt,
    feedbackAt: row.feedbackAt,
    feedback: row.feedbackEnc === null ? null : decrypt(row.feedbackEnc, `report_feedback:${row.id}`),
    closedAt: row.closedAt,
    outcome: row.outcome === null ? null : outcomes[row.outcome as Outcome],
  }
}
export type DeliveryView = Awaited<ReturnType<typeof readDelivery>>

/** Who reported. Logged each time. */
export async function readReporter(ctx: Ctx, id: string | undefined): Promise<ReporterSaid> {
  const row = await deliveryToMe(ctx, id)
  await logAccess(ctx.db, ctx.actor, { event: 'report', fileToken: row.token, data: { act: 'reporter' } })
  return JSON.parse(decrypt(row.reporterEnc, `report_reporter:${row.id}`)) as ReporterSaid
}
