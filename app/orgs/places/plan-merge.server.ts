import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { addDays, dayToDb, dbToDay, isLegalDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { isUuid, uuidv7 } from '~/lib/ids.server'
import { enqueue } from '~/lib/jobs.server'
import { codePoints, squeeze } from '~/lib/text'
import { fittingUnits, type Merge } from './fit-merge.server'

type Ctx = { actor: Actor; db: Db }

/** How far ahead a merge is decided, in days. */
const AHEAD = 366
const REASON = 200

/**
 * Decides a merge of units of one kind into another that is open, for the system administrator (AD) alone. The worker
 * carries it out: at once when the day is today or past (an order that was decided before), else on the day. Gives the
 * id of the change. Throws 403, 422.
 */
export async function planMerge(ctx: Ctx, merge: Merge): Promise<string> {
  const { actor, db } = ctx
  if (actor.role !== 'AD') throw refused('合并单位由系统管理员办理。')
  const { target, sources } = await fittingUnits(db, merge)
  const reason = squeeze(merge.reason)
  const errors: Record<string, string[]> = {}
  if (!isLegalDay(merge.on)) errors.on = ['请填写生效日期']
  else if (merge.on > addDays(actor.today, AHEAD)) errors.on = ['生效日期最多在一年以内']
  if (!reason) errors.reason = ['请写明依据的文件']
  if (codePoints(reason) > REASON) errors.reason = [`最多 ${REASON} 个字`]
  const codes = sources.map((row) => row.code)
  const planned = await db.orgUnitChange.findFirst({
    where: {
      kind: 'merge',
      appliedAt: null,
      OR: [{ fromCodes: { hasSome: [...codes, target.code] } }, { toCode: { in: codes } }],
    },
  })
  if (planned) errors.from = ['其中有单位已经安排了合并，请先撤销那次安排']
  if (Object.keys(errors).length) throw invalid(errors)
  const id = uuidv7()
  await db.orgUnitChange.create({
    data: {
      id,
      fromCodes: codes,
      toCode: target.code,
      effectiveOn: dayToDb(merge.on),
      reason,
      decidedBy: actor.postId,
    },
  })
  if (merge.on <= actor.today) await enqueue(db, 'merge_units', {}, 'merge_units')
  await logAccess(db, actor, { event: 'org_change', data: { what: 'plan_merge', code: target.code } })
  return id
}

/** Calls off a merge that waits for its day. Throws 404. */
export async function cancelMerge({ actor, db }: Ctx, id: FormDataEntryValue | null): Promise<void> {
  const change = isUuid(id) ? await db.orgUnitChange.findUnique({ where: { id } }) : null
  const rows = change ? await db.$queryRaw<{ done: boolean }[]>`SELECT cancel_merge(${change.id}::uuid) AS done` : []
  if (!change || !rows[0]?.done) throw notFound()
  await logAccess(db, actor, { event: 'org_change', data: { what: 'cancel_merge', code: change.toCode ?? '' } })
}

export type PlannedMerge = { id: string; on: LegalDay; from: string[]; to: string; reason: string }

/** Merges that were decided and wait for their day (or for the worker), the next first. */
export async function plannedMerges({ db }: { db: Db }): Promise<PlannedMerge[]> {
  const rows = await db.orgUnitChange.findMany({
    where: { kind: 'merge', appliedAt: null },
    orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
    take: 100,
  })
  const codes = rows.flatMap((row) => [...row.fromCodes, row.toCode ?? ''])
  const units = await db.unit.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  const nameOf = (code: string) => units.find((unit) => unit.code === code)?.name ?? code
  return rows.map((row) => ({
    id: row.id,
    on: dbToDay(row.effectiveOn),
    from: row.fromCodes.map(nameOf),
    to: nameOf(row.toCode ?? ''),
    reason: row.reason,
  }))
}
