import { judge, type KindName } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import type { Referral } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { conflict, notFound, refused } from '~/lib/errors'
import { directory } from '~/orgs/find-units.server'
import { typesReceived } from '../desk/conditions.server'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { isOpen } from './referral-types'
import { isCaseId } from '../load-case.server'

export type ReferralView = ReturnType<typeof view>

const view = (row: Referral, nameOf: (code: string) => string) => ({
  id: row.id,
  neutralNo: row.neutralNo,
  type: row.type,
  subject: row.subject,
  fromUnit: nameOf(row.fromUnit),
  toUnit: nameOf(row.toKey),
  toKey: row.toKey,
  sentOn: dbToDay(row.sentOn),
  dueOn: row.dueOn && dbToDay(row.dueOn),
  dueReason: row.dueReason,
  state: row.state,
  answeredOn: row.answeredOn && dbToDay(row.answeredOn),
  chasedOn: row.chasedOn && dbToDay(row.chasedOn),
  fromCaseId: row.fromCaseId,
  fromKind: row.fromKind,
})

/** Rows with the names of their units. */
export async function namedReferrals({ db }: Ctx, rows: readonly Referral[]): Promise<ReferralView[]> {
  const { units } = await directory(db)
  return rows.map((row) => view(row, (code) => units.get(code)?.name ?? code))
}

/** The referrals of one file, the newest first. */
export async function referralsOf(ctx: Ctx, file: CaseRow): Promise<ReferralView[]> {
  return namedReferrals(
    ctx,
    await ctx.db.referral.findMany({ where: { fromCaseId: file.id }, orderBy: { id: 'desc' }, take: 50 }),
  )
}

/** Does the post receive this referral for its unit? */
export const isReceiver = ({ actor }: Ctx, row: { toKey: string; type: string }): boolean =>
  row.toKey === actor.unit.code && (typesReceived(actor.role) as string[]).includes(row.type)

/** Does the post work on the file it was sent from? */
const maySend = ({ actor }: Ctx, kind: string | null): boolean =>
  kind !== null && (judge(actor.role, kind, 'W').allowed || judge(actor.role, kind, 'A').allowed)

/** One referral with what was sent and answered; the reading is logged. Throws 404. */
export async function readReferral(ctx: Ctx, id: string | undefined) {
  if (!isCaseId(id)) throw notFound()
  const row = await ctx.db.referral.findFirst({ where: { id } })
  if (!row) throw notFound()
  const [base] = await namedReferrals(ctx, [row])
  const sent = JSON.parse(decrypt(row.fieldsEnc, `referral:${row.id}`)) as {
    fields: Record<string, string>
    frozen: unknown
  }
  const file = row.fromCaseId
    ? await ctx.db.caseFile.findFirst({ where: { id: row.fromCaseId }, select: { caseNo: true, kind: true } })
    : null
  const consent = row.consentId
    ? await ctx.db.consent.findFirst({ where: { id: row.consentId }, select: { signedOn: true, keptAt: true } })
    : null
  await logAccess(ctx.db, ctx.actor, { event: 'referral', data: { type: row.type, state: 'read' } })
  return {
    ...base!,
    row,
    fields: sent.fields,
    answer: row.answerEnc && decrypt(row.answerEnc, `referral:${row.id}`),
    /** With consent; its day and place only for the side that holds the file. */
    consent: row.consentId ? { signedOn: consent && dbToDay(consent.signedOn), keptAt: consent?.keptAt ?? null } : null,
    receiver: isReceiver(ctx, row),
    sender: file !== null && maySend(ctx, row.fromKind) && !isReceiver(ctx, row),
    /** The file, where it is mine to open. */
    file: file && { caseNo: file.caseNo, kind: file.kind as KindName },
  }
}

/**
 * The sender asks after a late answer (催办), or withdraws an unanswered referral. The file it was sent from must be in
 * the actor's own scope. Throws 403, 404, 409.
 */
export async function touchReferral(ctx: Ctx, id: string | undefined, what: 'chase' | 'withdraw'): Promise<void> {
  const { actor, db } = ctx
  if (!isCaseId(id)) throw notFound()
  const row = await db.referral.findFirst({ where: { id } })
  const file = row?.fromCaseId
    ? await db.caseFile.findFirst({ where: { id: row.fromCaseId }, select: { id: true } })
    : null
  if (!row || !file) throw notFound()
  if (!maySend(ctx, row.fromKind)) throw refused()
  if (!isOpen(row)) throw conflict('对方已经处理过了，请刷新查看结果。')
  if (what === 'chase' && (!row.dueOn || dbToDay(row.dueOn) >= actor.today))
    throw refused('还没有到答复期限，不用催办。')
  await db.$executeRaw`SELECT touch_referral(${row.id}::uuid, ${what === 'withdraw'}, ${actor.today}::date)`
  await logAccess(db, actor, {
    event: 'referral',
    data: { type: row.type, state: what === 'chase' ? 'chased' : 'withdrawn' },
  })
}
