/** Units merge (单位合并, SR-10): files, duties, referrals and posts follow; the change keeps the history. */
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { isLegalDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, refused } from '~/lib/errors'
import { forgetDirectory } from './find-units.server'

export type Merge = { from: readonly string[]; to: string; on: LegalDay; reason: string }

/**
 * Merges units of one kind into another that is open; gives how many files moved. For the system administrator (AD)
 * alone. The day may lie in the past (an order that was decided before) or be today; later ones are entered on their day.
 * Throws 403, 422.
 */
export async function mergeUnits({ actor, db }: { actor: Actor; db: Db }, merge: Merge): Promise<number> {
  if (actor.role !== 'AD') throw refused('合并单位由系统管理员办理。')
  const from = [...new Set(merge.from.filter(Boolean))]
  const errors: Record<string, string[]> = {}
  if (from.length === 0) errors.from = ['请选择被合并的单位']
  if (from.includes(merge.to)) errors.to = ['合并后的单位不能同时是被合并的单位']
  if (!isLegalDay(merge.on)) errors.on = ['请填写生效日期']
  else if (merge.on > actor.today) errors.on = ['生效日期还没有到，请到当天再办理']
  if (!merge.reason.trim()) errors.reason = ['请写明依据的文件']
  if (Object.keys(errors).length) throw invalid(errors)
  const rows = await db.$queryRaw<{ moved: number }[]>`
    SELECT merge_unit(${from}::text[], ${merge.to}, ${merge.on}::date, ${merge.reason.trim()}) AS moved`.catch(doNotFit)
  const moved = rows[0]!.moved
  await logAccess(db, actor, { event: 'merge_unit', data: { from, to: merge.to, moved } })
  forgetDirectory()
  return moved
}

function doNotFit(error: unknown): never {
  if (error instanceof Error && /units do not fit/.test(error.message)) {
    throw invalid({ to: ['单位须存在、仍在使用，而且与被合并的单位种类相同'] })
  }
  throw error
}
