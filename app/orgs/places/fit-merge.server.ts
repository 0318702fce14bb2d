import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import type { LegalDay } from '~/lib/dates'
import { unitKindLabel } from './unit-kinds'

/** A merge of units (单位合并, SR-10) as decided: from these into that one, on the day, by an order. */
export type Merge = { from: readonly string[]; to: string; on: LegalDay; reason: string }

const MOST = 60

/** The units as they stand, in the order given. Throws 422 with the error at the field when they do not fit together. */
export async function fittingUnits(db: Db, { from, to }: Pick<Merge, 'from' | 'to'>) {
  const unique = [...new Set(from.map((code) => code.trim()).filter(Boolean))]
  const errors: Record<string, string[]> = {}
  if (unique.length === 0) errors.from = ['请选择被合并的单位']
  if (unique.length > MOST) errors.from = [`一次最多合并 ${MOST} 个单位`]
  if (unique.includes(to)) errors.to = ['合并后的单位不能同时是被合并的单位']
  if (Object.keys(errors).length) throw invalid(errors)
  const rows = await db.unit.findMany({ where: { code: { in: [...unique, to] } } })
  const target = rows.find((row) => row.code === to)
  if (!target || target.closedOn) throw invalid({ to: ['单位须存在，而且仍在使用'] })
  const sources = unique.map((code) => rows.find((row) => row.code === code))
  const bad = unique.filter((_, at) => !sources[at] || sources[at].closedOn || sources[at].kind !== target.kind)
  if (bad.length)
    throw invalid({
      from: [`须存在、仍在使用，而且都是${unitKindLabel(target.kind)}，与合并后的单位种类相同：${bad.join('、')}`],
    })
  return { target, sources: sources.flatMap((row) => row ?? []) }
}
