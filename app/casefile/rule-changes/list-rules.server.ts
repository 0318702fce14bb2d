import { dayToDb, dbToDay, type LegalDay } from '~/lib/dates'
import { notFound } from '~/lib/errors'
import type { Ctx } from '../act.server'
import type { RuleUnit } from '../deadlines/rule-book'
import { periodText } from '../deadlines/reason'
import { OPEN_STATES } from './change-states'
import { groupOf, ruleGroups, ruleUnits } from './rule-groups'

const valueText = (row: { value: number; unit: string }) => periodText({ value: row.value, unit: row.unit as RuleUnit })

export type RuleLine = {
  id: string
  label: string
  value: string
  source: string
  since: LegalDay
  versions: number
  /** A version that is not in force yet. */
  next?: { value: string; from: LegalDay }
  /** A change that is being reviewed. */
  changing: boolean
}

/** Every rule parameter as it counts today, narrowed by group and text; what is planned or being changed beside it. */
export async function listRules({ actor, db }: Ctx, address: URLSearchParams) {
  const rows = await db.ruleParam.findMany({ orderBy: [{ ruleId: 'asc' }, { effectiveFrom: 'asc' }] })
  const open = await db.recomputeBatch.findMany({ where: { cause: 'rule', state: { in: [...OPEN_STATES] } } })
  const changing = new Set(open.map((batch) => batch.ruleId))
  const group = address.get('group') ?? ''
  const q = (address.get('q') ?? '').trim().toLowerCase()
  const lines: RuleLine[] = []
  for (const id of new Set(rows.map((row) => row.ruleId))) {
    const versions = rows.filter((row) => row.ruleId === id)
    const past = versions.filter((row) => dbToDay(row.effectiveFrom) <= actor.today)
    const now = past.at(-1) ?? versions[0]!
    const next = versions.find((row) => dbToDay(row.effectiveFrom) > actor.today && row !== now)
    if (group && groupOf(id) !== group) continue
    if (q && !`${id} ${now.label} ${now.source}`.toLowerCase().includes(q)) continue
    lines.push({
      id,
      label: now.label,
      value: valueText(now),
      source: now.source,
      since: dbToDay(now.effectiveFrom),
      versions: versions.length,
      ...(next && { next: { value: valueText(next), from: dbToDay(next.effectiveFrom) } }),
      changing: changing.has(id),
    })
  }
  const groups = [...new Set(rows.map((row) => groupOf(row.ruleId)))]
  return { lines, groups: groups.map((value) => ({ value, label: ruleGroups[value] ?? value })), group, q }
}

/** One rule parameter with all its versions, newest first, and the change under way. Throws 404. */
export async function readRule({ actor, db }: Ctx, ruleId: string | undefined) {
  const rows = ruleId ? await db.ruleParam.findMany({ where: { ruleId }, orderBy: { effectiveFrom: 'desc' } }) : []
  const latest = rows[0]
  if (!latest) throw notFound()
  const current = rows.find((row) => row.effectiveFrom <= dayToDb(actor.today))
  const open = await db.recomputeBatch.findFirst({ where: { ruleId, state: { in: [...OPEN_STATES] } } })
  return {
    id: latest.ruleId,
    label: latest.label,
    unit: ruleUnits[latest.unit as RuleUnit].label,
    latest: { value: latest.value, source: latest.source, from: dbToDay(latest.effectiveFrom) },
    versions: rows.map((row) => ({
      value: valueText(row),
      source: row.source,
      from: dbToDay(row.effectiveFrom),
      state:
        row === current
          ? ('now' as const)
          : dbToDay(row.effectiveFrom) > actor.today
            ? ('next' as const)
            : ('past' as const),
    })),
    open: open && { href: `/admin/changes/${open.id}` },
  }
}
