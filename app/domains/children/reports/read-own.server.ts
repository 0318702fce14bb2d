/** A reporter's own reports: what was said, who has it, how far it is. Nobody else's are seen here. */
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { notFound } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { directory } from '~/orgs/find-units.server'
import type { ReportBody } from './report-input'
import { listFiles } from './files.server'
import { officesOf, stateOf } from './rules'
import {
  outcomes,
  receiverRoles,
  receivers,
  situationLabel,
  states,
  type Outcome,
  type ReceiverRole,
} from './situations'

type Ctx = { actor: Actor; db: Db }
const PAGE = 30

/** The reports of this post, newest first. Two statements. */
export async function listOwn({ db }: Ctx, before?: string | null) {
  const at = before ? new Date(before) : undefined
  const rows = await db.mandatoryReport.findMany({
    where: at && !Number.isNaN(at.getTime()) ? { filedAt: { lt: at } } : {},
    orderBy: [{ filedAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: { id: true, reportNo: true, situation: true, filedAt: true },
  })
  const page = rows.slice(0, PAGE)
  const deliveries = await db.reportDelivery.findMany({
    where: { reportId: { in: page.map((row) => row.id) } },
    select: { reportId: true, toRole: true, state: true },
  })
  return {
    rows: page.map((row) => ({
      id: row.id,
      reportNo: row.reportNo,
      situation: situationLabel(row.situation),
      filedAt: row.filedAt,
      state: states[stateOf(deliveries.filter((one) => one.reportId === row.id))],
    })),
    next: rows.length > PAGE ? page.at(-1)!.filedAt.toISOString() : undefined,
  }
}
export type OwnList = Awaited<ReturnType<typeof listOwn>>

/** One of them. Throws 404, alike for what is not there and what is somebody else's. */
export async function readOwn({ actor, db }: Ctx, id: string | undefined) {
  const row = isUuid(id) ? await db.mandatoryReport.findUnique({ where: { id } }) : null
  if (!row) throw notFound()
  const copies = await db.reportDelivery.findMany({ where: { reportId: row.id }, orderBy: { toRole: 'asc' } })
  const { units, byKind } = await directory(db)
  const waiting = receiverRoles.filter((role) => !copies.some((copy) => copy.toRole === role))
  await logAccess(db, actor, { event: 'report', data: { act: 'own' } })
  return {
    id: row.id,
    reportNo: row.reportNo,
    receipt: row.receipt,
    digest: row.digest,
    situation: situationLabel(row.situation),
    filedAt: row.filedAt,
    body: JSON.parse(decrypt(row.bodyEnc, `report:${row.id}`)) as ReportBody,
    reporter: { name: actor.userName, unit: actor.unit.name },
    state: stateOf(copies),
    files: await listFiles({ actor, db }, row.id, `/children/reports/${row.id}`),
    /** Offices that have nobody yet, with who may be telephoned there. */
    waiting: waiting.map((role) => {
      const offices = officesOf(role, row.county, row.namedUnits, (kind) => byKind.get(kind) ?? [])
      const reached = offices.find((one) => units.get(one.code)?.phone)
      return {
        office: receivers[role].label,
        unit: reached?.name ?? null,
        phone: reached ? (units.get(reached.code)?.phone ?? null) : null,
      }
    }),
    deliveries: copies.map((copy) => ({
      id: copy.id,
      office: receivers[copy.toRole as ReceiverRole].label,
      unit: units.get(copy.toKey)?.name ?? copy.toKey,
      phone: units.get(copy.toKey)?.phone ?? null,
      state: states[copy.state as keyof typeof states],
      acknowledgedAt: copy.acknowledgedAt,
      /** Null: the office looks on. */
      feedbackBy: copy.toRole === 'PV' ? null : dbToDay(copy.feedbackBy),
      late:
        copy.toRole !== 'PV' && !copy.feedbackAt && copy.state !== 'closed' && dbToDay(copy.feedbackBy) < actor.today,
      feedbackAt: copy.feedbackAt,
      feedback: copy.feedbackEnc === null ? null : decrypt(copy.feedbackEnc, `report_feedback:${copy.id}`),
      outcome: copy.outcome === null ? null : outcomes[copy.outcome as Outcome],
    })),
  }
}
export type OwnReport = Awaited<ReturnType<typeof readOwn>>
