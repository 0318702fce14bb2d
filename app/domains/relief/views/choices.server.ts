/** Lists that the forms of relief choose from. */
import type { Actor } from '~/access/actor'
import { inForce } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import { Prisma } from '~/generated/prisma/client'
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
export async function budgetOptions(ctx: Ctx, scopeKey: string, benefit: string): Promise<SelectOption[]> {
  const rows = await ctx.db.$queryRaw<BudgetRow[]>(budgetRows(ctx.actor, benefit, scopeKey))
  return rows
    .map(budgetLeft)
    .map((one) => ({ value: one.code, label: `${one.name}（余 ${formatFen(one.leftFen)} 元）` }))
}

export type BudgetRow = { code: string; name: string; total: bigint | number; spent: bigint | number }

/** The budgets of the year for a benefit in the county of a unit, the actor's own when none is named: total, and everything due or paid. */
export const budgetRows = (
  { unit, today }: Actor,
  benefit: string,
  scopeKey: string = unit.regionCode,
): Prisma.Sql => Prisma.sql`
  SELECT b.code, b.name, b.total_fen AS total,
    coalesce((SELECT sum(s.spent_fen) FROM relief_budget_sum s WHERE s.budget_code = b.code), 0)::bigint AS spent
  FROM relief_budget b WHERE b.region = ${scopeKey.slice(0, 6)} AND b.year = ${Number(today.slice(0, 4))} AND ${benefit} = ANY (b.benefits)
  ORDER BY b.code`

export const budgetLeft = ({ code, name, total, spent }: BudgetRow) => ({
  code,
  name,
  totalFen: Number(total),
  leftFen: Number(total) - Number(spent),
})

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
