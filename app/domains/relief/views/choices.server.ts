/** Lists that the forms of relief choose from. */
import { inForce } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import { formatFen } from '~/lib/text'
import type { SelectOption } from '~/ui/choices'
import type { StepOptions } from '../pages/steps/step-form'

const CIVIL = ['CC', 'CK', 'CA', 'CS', 'IC'] as const
const staffOf: Record<string, readonly Role[]> = {
  relief_school: ['SP', 'ST', 'EC'],
  relief_training: ['HR'],
  relief_loan: ['HR'],
}

/** Staff of a county who work on a kind: who surveys, who may be kin. */
export async function staffOptions({ db, actor }: Ctx, county: string, kind: string): Promise<SelectOption[]> {
  const rows = await db.post.findMany({
    where: {
      role: { in: [...(staffOf[kind] ?? CIVIL)] },
      ...inForce(actor.today),
      deputyOf: null,
      unitCode: { startsWith: county },
    },
    include: { user: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: [{ unitCode: 'desc' }, { id: 'asc' }],
    take: 300,
  })
  return rows.map((row) => ({
    value: row.id,
    label: `${row.user.name}（${roles[row.role as Role] ?? row.role}）`,
    group: row.unit.name,
  }))
}

/** Budgets of the county and the year for a benefit, with what is left of each. */
export async function budgetOptions({ db, actor }: Ctx, scopeKey: string, benefit: string): Promise<SelectOption[]> {
  const left = await budgetsLeft({ db, actor }, scopeKey.slice(0, 6))
  return left
    .filter((one) => one.benefits.includes(benefit))
    .map((one) => ({ value: one.code, label: `${one.name}（余 ${formatFen(one.leftFen)} 元）` }))
}

export type BudgetLeft = { code: string; name: string; benefits: string[]; totalFen: number; leftFen: number }
/** What the county's budgets of the year still hold: the total less everything due or paid. */
export async function budgetsLeft({ db, actor }: Ctx, county: string): Promise<BudgetLeft[]> {
  const year = Number(actor.today.slice(0, 4))
  const rows = await db.reliefBudget.findMany({ where: { region: county, year }, orderBy: { code: 'asc' } })
  const used = await db.reliefAward.groupBy({
    by: ['budgetCode'],
    where: { budgetCode: { in: rows.map((row) => row.code) }, state: { not: 'stopped' } },
    _sum: { amountFen: true },
  })
  const spent = new Map(used.map((one) => [one.budgetCode, one._sum.amountFen ?? 0]))
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    benefits: row.benefits,
    totalFen: Number(row.totalFen),
    leftFen: Number(row.totalFen) - (spent.get(row.code) ?? 0),
  }))
}

/** The lists a step's form needs, and no others. */
export async function stepOptions(
  ctx: Ctx,
  file: { scopeKey: string; kind: string },
  benefit: string,
  lists: readonly (keyof StepOptions)[],
): Promise<StepOptions> {
  return {
    staff: lists.includes('staff') ? await staffOptions(ctx, file.scopeKey.slice(0, 6), file.kind) : [],
    budgets: lists.includes('budgets') ? await budgetOptions(ctx, file.scopeKey, benefit) : [],
  }
}
