/** The routing table (分派表): matter × town → main unit and co-units. Data; kept by the dispatcher of the region. */
import { judge } from '~/access/policy'
import { handlingUnits } from '~/casefile/referrals/referral-types'
import { parseInput, type Ctx } from '~/casefile/act.server'
import { logAccess } from '~/audit/log.server'
import { invalid, refused } from '~/lib/errors'
import { uuidv7 } from '~/lib/ids.server'
import { directory, type Directory, type UnitName } from '~/orgs/find-units.server'
import type { SelectOption } from '~/ui/choices'
import { routeRowInput } from './steps/inputs'
import { matterLabel, matterOptions, optionsOf } from './terms'

export type RouteSuggestion = { mainUnit: string; coUnits: string[] } | null

/** Who handles a matter in a town, as the table says; units that are closed since are left out. */
export async function routeOf({ db }: Ctx, matter: string, town: string): Promise<RouteSuggestion> {
  const row = await db.intakeRoute.findUnique({ where: { matter_town: { matter, town } } })
  const { units } = await directory(db)
  const open = (code: string) => units.get(code)?.closedOn === null
  return row && open(row.mainUnit) ? { mainUnit: row.mainUnit, coUnits: row.coUnits.filter(open) } : null
}

/** Units that matters of a place may be routed to: the town's own first, then the county's, the city's, other towns'. */
export async function unitOptions({ db }: Ctx, near: string): Promise<SelectOption[]> {
  const { byKind } = await directory(db)
  const [town, county, city] = [near.slice(0, 9), near.slice(0, 6), near.slice(0, 4)]
  const groups = ['本乡镇', '本县（区）', '市直', '其他乡镇'] as const
  const groupOf = ({ regionCode: code }: UnitName): (typeof groups)[number] | null => {
    if (code === town || (town.length === 9 && code.startsWith(town) && code.length === 12)) return '本乡镇'
    if (code === county) return '本县（区）'
    if (code === city) return '市直'
    return code.startsWith(county) && code.length === 9 ? '其他乡镇' : null
  }
  const found = handlingUnits.flatMap((kind) => byKind.get(kind) ?? [])
  return groups.flatMap((group) =>
    found.filter((unit) => groupOf(unit) === group).map((unit) => ({ value: unit.code, label: unit.name, group })),
  )
}

export async function readRouteTable(ctx: Ctx, url: URL) {
  const { actor, db } = ctx
  const known = await directory(db)
  const towns = townsOf(known, actor.unit.regionCode)
  const asked = url.searchParams.get('town') ?? ''
  const town = towns.some((one) => one.value === asked) ? asked : (towns[0]?.value ?? '')
  const rows = await db.intakeRoute.findMany({ where: { town }, orderBy: { matter: 'asc' } })
  const edited = url.searchParams.get('matter') ?? ''
  const present = rows.find((row) => row.matter === edited)
  const name = (code: string) => {
    const unit = known.units.get(code)
    return { label: unit?.name ?? code, closed: !unit || unit.closedOn !== null }
  }
  const by = new Map(rows.map((row) => [row.matter, row]))
  return {
    town,
    towns,
    townName: known.regions.get(town)?.name ?? '',
    rows: matterOptions.map(({ value, group }) => {
      const row = by.get(value)
      return {
        matter: value,
        label: matterLabel(value),
        group,
        main: row ? name(row.mainUnit) : null,
        co: row?.coUnits.map((code) => name(code).label).join('、') ?? '',
        by: row ? row.updatedName : '',
      }
    }),
    missing: matterOptions.length - rows.length,
    mayEdit: judge(actor.role, 'intake', 'A').allowed,
    edit:
      judge(actor.role, 'intake', 'A').allowed && matterOptions.some((one) => one.value === edited)
        ? {
            matter: edited,
            label: matterLabel(edited),
            units: await unitOptions(ctx, town),
            defaults: { matter: edited, town, mainUnit: present?.mainUnit ?? '', coUnits: present?.coUnits ?? [] },
          }
        : null,
    saved: url.searchParams.has('saved'),
  }
}
export type RouteTableData = Awaited<ReturnType<typeof readRouteTable>>

const townsOf = ({ regions }: Directory, region: string) =>
  optionsOf(
    Object.fromEntries(
      [...regions.values()]
        .filter(
          (one) => one.tier === 'town' && !one.ended && (one.code.startsWith(region) || region.startsWith(one.code)),
        )
        .map((one) => [one.code, one.name]),
    ),
  )

/** Saves one row; gives the town it is of. Throws 403, 422. */
export async function saveRoute(ctx: Ctx, form: FormData): Promise<string> {
  const { actor, db } = ctx
  if (!judge(actor.role, 'intake', 'A').allowed) throw refused('分派表由分派员维护。')
  for (const name of ['_token', '_intent']) form.delete(name)
  const shape = { label: '', from: 'open' as const, to: 'same', roles: [], input: routeRowInput }
  const { matter, town, mainUnit, coUnits } = parseInput(shape, form) as ReturnType<typeof routeRowInput.parse>
  if (!town.startsWith(actor.unit.regionCode)) throw invalid({ town: ['请选择本县的乡镇'] })
  const options = (await unitOptions(ctx, town)).map((one) => one.value)
  const co = [...new Set(coUnits)]
  if (!options.includes(mainUnit)) throw invalid({ mainUnit: ['请从列表中选择单位；已撤销或者合并的单位不能分派'] })
  for (const [index, code] of co.entries()) {
    if (code === mainUnit) throw invalid({ [`coUnits[${index}]`]: ['主办单位不用再列为协办'] })
    if (!options.includes(code)) throw invalid({ [`coUnits[${index}]`]: ['请从列表中选择单位'] })
  }
  const row = { mainUnit, coUnits: co, updatedBy: actor.postId, updatedName: actor.userName, updatedAt: actor.now }
  await db.intakeRoute.upsert({
    where: { matter_town: { matter, town } },
    create: { id: uuidv7(), matter, town, ...row },
    update: row,
  })
  await logAccess(db, actor, { event: 'route_table', data: { matter, town, unit: mainUnit } })
  return town
}
