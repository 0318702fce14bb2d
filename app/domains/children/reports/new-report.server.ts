import type { Actor } from '~/access/actor'
import type { Db } from '~/lib/db.server'
import { directory, regionsBelow } from '~/orgs/find-units.server'
import { fileLimits } from './files.server'
import { officesOf } from './rules'
import { receiverRoles } from './situations'

/** What the form offers: the counties around, and the units that a report may speak of so that they do not receive it. */
export async function readNewReport({ actor, db }: { actor: Actor; db: Db }, url: URL) {
  const region = actor.unit.regionCode
  const counties = await regionsBelow(db, region.slice(0, Math.min(4, region.length)), 'county')
  const own = region.length >= 6 ? region.slice(0, 6) : ''
  const { byKind } = await directory(db)
  const offices = counties
    .filter((county) => !own || county.code === own)
    .flatMap((county) =>
      receiverRoles.flatMap((role) => officesOf(role, county.code, [], (kind) => byKind.get(kind) ?? []).slice(0, 1)),
    )
  const mine = { code: actor.unit.code, name: actor.unit.name }
  const units = [mine, ...offices.filter((unit) => unit.code !== mine.code)]
  return {
    today: actor.today,
    county: own || counties[0]?.code || '',
    counties: counties.map(({ code, name }) => ({ value: code, label: name })),
    units: [...new Map(units.map((unit) => [unit.code, unit.name]))].map(([value, label]) => ({ value, label })),
    mine: mine.code,
    file: url.searchParams.get('file') ?? '',
    limits: await fileLimits(db, actor.today),
  }
}
export type NewReportData = Awaited<ReturnType<typeof readNewReport>>
