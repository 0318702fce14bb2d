/** Lists that forms choose from: offices, places, people. */
import { inForce } from '~/access/in-force.server'
import { roles, type Role } from '~/access/roles'
import type { Ctx } from '~/casefile/act.server'
import { findUnits } from '~/orgs/find-units.server'
import { regionOptions } from '~/orgs/region-options.server'
import type { SelectOption } from '~/ui/choices'
import { openMeasures } from '../facts.server'
import type { StepOptions } from '../pages/steps/step-form'
import { measureTypes } from '../terms'

const options = (units: readonly { code: string; name: string }[]): SelectOption[] =>
  units.map((unit) => ({ value: unit.code, label: unit.name }))

/** Justice offices of the county of a scope key. */
export const townOptions = async ({ db }: Ctx, scopeKey: string): Promise<SelectOption[]> =>
  options(await findUnits(db, 'justice_office', scopeKey.slice(0, 6)))

/** County bureaus but the file's own. */
export async function bureauOptions({ db }: Ctx, scopeKey: string): Promise<SelectOption[]> {
  const units = await findUnits(db, 'justice_bureau')
  return options(units.filter((unit) => unit.regionCode.length === 6 && !scopeKey.startsWith(unit.regionCode)))
}

/** People in office in these roles, at one unit or below a region. */
async function posts(
  { db, actor }: Ctx,
  list: readonly Role[],
  where: { unitCode: string } | { within: string },
): Promise<SelectOption[]> {
  const rows = await db.post.findMany({
    where: {
      role: { in: [...list] },
      ...inForce(actor.today),
      deputyOf: null,
      unitCode: 'unitCode' in where ? where.unitCode : { startsWith: where.within },
    },
    include: { user: { select: { name: true } }, unit: { select: { name: true } } },
    orderBy: [{ unitCode: 'asc' }, { id: 'asc' }],
    take: 300,
  })
  const byRole = 'unitCode' in where
  return rows.map((row) => ({
    value: row.id,
    label: byRole ? `${row.user.name}（${roles[row.role as Role] ?? row.role}）` : row.user.name,
    ...(byRole ? {} : { group: row.unit.name }),
  }))
}

/** The lists a step's form needs, and no others. */
export async function stepOptions(
  ctx: Ctx,
  file: { id: string; scopeKey: string },
  lists: readonly (keyof StepOptions)[],
): Promise<StepOptions> {
  const want = (name: keyof StepOptions) => lists.includes(name)
  return {
    towns: want('towns') ? await townOptions(ctx, file.scopeKey) : [],
    regions: want('regions') ? await regionOptions(ctx, file.scopeKey) : [],
    bureaus: want('bureaus') ? await bureauOptions(ctx, file.scopeKey) : [],
    helpers: want('helpers') ? await posts(ctx, ['PH'], { within: file.scopeKey.slice(0, 6) }) : [],
    colleagues: want('colleagues') ? await posts(ctx, ['TJ', 'TH', 'JC'], { unitCode: file.scopeKey }) : [],
    measures: want('measures')
      ? (await openMeasures(ctx.db, file.id)).map((one) => ({
          value: one.id,
          label: `${measureTypes[one.type as keyof typeof measureTypes] ?? one.type}（${one.referredOn}）`,
        }))
      : [],
  }
}
