import type { RecomputeBatch } from '~/generated/prisma/client'
import { dbToDay, formatDay, formatInstant } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isUuid } from '~/lib/ids.server'
import type { Ctx } from '../act.server'
import type { RuleUnit } from '../deadlines/rule-book'
import { periodText } from '../deadlines/reason'
import { changeStates, isChangeState, type ChangeState } from './change-states'

const PAGE = 30

/** What a batch is about, in one line. `rule`: label and unit of its parameter. */
export function subjectOf(batch: RecomputeBatch, rule: { label: string; unit: string } | null): string {
  if (batch.cause === 'calendar') return `${batch.year} 年工作日历`
  if (batch.cause === 'check' || !rule || batch.value === null) return '每日核对：日期与现行规则不一致的事项'
  const value = periodText({ value: batch.value, unit: rule.unit as RuleUnit })
  return `${batch.ruleId} ${rule.label}：${value}，自${formatDay(dbToDay(batch.effectiveFrom!))}起`
}

/** Labels and units of the rules that the batches change, by rule id. */
export async function rulesOf(db: Db, batches: readonly RecomputeBatch[]) {
  const ids = batches.flatMap((batch) => batch.ruleId ?? [])
  const rows = ids.length ? await db.ruleParam.findMany({ where: { ruleId: { in: ids } }, distinct: ['ruleId'] }) : []
  return new Map(rows.map((row) => [row.ruleId, row]))
}

/** Changes of rules and calendar, newest first, a page at a time. */
export async function listChanges({ db }: Ctx, address: URLSearchParams) {
  const state = address.get('state')
  const after = address.get('after')
  const where = isChangeState(state) ? { state } : {}
  const found = await db.recomputeBatch.findMany({
    where: { ...where, ...(isUuid(after) && { id: { lt: after } }) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = found.slice(0, PAGE)
  const rules = await rulesOf(db, page)
  const next = found.length > PAGE ? page.at(-1)?.id : undefined
  const query = new URLSearchParams({ state: where.state ?? '', after: next ?? '' })
  return {
    lines: page.map((batch) => ({
      id: batch.id,
      subject: subjectOf(batch, rules.get(batch.ruleId ?? '') ?? null),
      source: batch.source,
      at: formatInstant(batch.madeAt),
      moved: batch.moved,
      kept: batch.kept,
      computed: batch.computedAt !== null,
      state: changeStates[batch.state as ChangeState],
    })),
    state: isChangeState(state) ? state : '',
    ...(next && { nextHref: `/admin/changes?${query}` }),
  }
}
