import { Prisma, type Referral } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { dbToDay } from '~/lib/dates'
import { conflict, notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'
import { isCaseId } from '../load-case.server'

export type ReferralView = ReturnType<typeof view>

const view = (row: Referral, unitNames: Map<string, string>) => ({
  id: row.id,
  neutralNo: row.neutralNo,
  type: row.type,
  subject: row.subject,
  fromUnit: unitNames.get(row.fromUnit) ?? row.fromUnit,
  toUnit: unitNames.get(row.toKey) ?? row.toKey,
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

async function named({ db }: Ctx, rows: Referral[]): Promise<ReferralView[]> {
  const codes = [...new Set(rows.flatMap((row) => [row.fromUnit, row.toKey]))]
  const units = codes.length ? await db.unit.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }) : []
  const names = new Map(units.map((unit) => [unit.code, unit.name]))
  return rows.map((row) => view(row, names))
}

const PAGE = 50

/** Referrals that came to my unit, or that files in my range sent; by state, oldest answer first. */
export async function listReferrals(ctx: Ctx, query: { box: 'in' | 'out'; state?: string | undefined; type?: string | undefined; after?: string | undefined }): Promise<{ rows: ReferralView[]; next?: string; count: number }> {
  const { actor, db } = ctx
  const side = query.box === 'in' ? { toKey: actor.unit.code } : { NOT: { toKey: actor.unit.code } }
  const where = { ...side, ...(query.state ? { state: query.state } : {}), ...(query.type ? { type: query.type } : {}) } satisfies Prisma.ReferralWhereInput
  const rows = await db.referral.findMany({
    where: { ...where, ...(isCaseId(query.after) ? { id: { lt: query.after } } : {}) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const count = (await db.referral.findMany({ where, select: { id: true }, take: 1001 })).length
  const page = rows.slice(0, PAGE)
  return { rows: await named(ctx, page), count, ...(rows.length > PAGE ? { next: page.at(-1)!.id } : {}) }
}

/** The referrals of one file. */
export async function referralsOf(ctx: Ctx, file: CaseRow): Promise<ReferralView[]> {
  return named(ctx, await ctx.db.referral.findMany({ where: { fromCaseId: file.id }, orderBy: { id: 'desc' }, take: 50 }))
}

/** One referral with what was sent and answered. Throws 404. */
export async function readReferral(ctx: Ctx, id: string | undefined) {
  if (!isCaseId(id)) throw notFound()
  const row = await ctx.db.referral.findFirst({ where: { id } })
  if (!row) throw notFound()
  const [base] = await named(ctx, [row])
  const sent = JSON.parse(decrypt(row.fieldsEnc, `referral:${row.id}`)) as { fields: Record<string, string>; frozen: unknown }
  return { ...base!, fields: sent.fields, frozen: sent.frozen, answer: row.answerEnc && decrypt(row.answerEnc, `referral:${row.id}`), mine: row.toKey === ctx.actor.unit.code }
}

/** The sender notes that an overdue answer was chased (催办), or withdraws an unanswered referral. Throws 404, 409. */
export async function touchReferral({ actor, db }: Ctx, id: string | undefined, what: 'chase' | 'withdraw'): Promise<void> {
  if (!isCaseId(id)) throw notFound()
  const row = await db.referral.findFirst({ where: { id } })
  if (!row) throw notFound()
  if (!['sent', 'accepted'].includes(row.state)) throw conflict('对方已经处理过了，请刷新查看结果。')
  await db.$executeRaw`SELECT touch_referral(${row.id}::uuid, ${what === 'withdraw'}, ${actor.today}::date)`
}
