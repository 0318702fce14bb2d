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
export async function budgetOptions(ctx: Ctx, scopeKey: string, benefit: string): Promise<SelectOption[]> {
  const left = await budgetsLeft(ctx, scopeKey.slice(0, 6), benefit)
  return left.map((one) => ({ value: one.code, label: `${one.name}（余 ${formatFen(one.leftFen)} 元）` }))
}

export type BudgetLeft = { code: string; name: string; totalFen: number; leftFen: number }
/** What the county's budgets of the year for a benefit still hold: the total less everything due or paid. */
export async function budgetsLeft({ db, actor }: Ctx, county: string, benefit: string): Promise<BudgetLeft[]> {
  const rows = await db.$queryRaw<{ code: string; name: string; total: bigint; spent: bigint }[]>`
    SELECT b.code, b.name, b.total_fen AS total, coalesce(
      (SELECT sum(a.amount_fen) FROM relief_award a WHERE a.budget_code = b.code AND a.state <> 'stopped'), 0)::bigint AS spent
    FROM relief_budget b WHERE b.region = ${county} AND b.year = ${Number(actor.today.slice(0, 4))} AND ${benefit} = ANY (b.benefits)
    ORDER BY b.code`
  return rows.map(({ code, name, total, spent }) => ({
    code,
    name,
    totalFen: Number(total),
    leftFen: Number(total - spent),
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
