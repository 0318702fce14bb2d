/** From the name of a town as lists write it to its code. */
import type { Db } from '~/lib/db.server'
import { directory } from './find-units.server'
import type { RegionIndex, RegionName } from './region-names'

export type RegionMatch =
  | { ok: true; code: string; name: string }
  /** none: no such town there; several: the text fits more than one (their names, for the clerk to choose). */
  | { ok: false; why: 'none' | 'several'; options: { code: string; name: string }[] }

const SUFFIX = /(新社区|街道办事处|街道办|办事处|街道|社区|民族乡|镇|乡)$/

const bare = (text: string) => text.normalize('NFKC').replace(/[\s·、，,（）()]/g, '')
const stem = (name: string) => name.replace(SUFFIX, '')

/**
 * The town (乡镇、街道、新社区) that a free text names inside a county or city: by exact name, short name, or the name
 * without its suffix (顺安 = 顺安镇, 天井湖社区 = 天井湖新社区). City and county in front and a village behind may be
 * there ('铜官区天井湖新社区', '枞阳县横埠镇新民村'). The more exact reading wins; a county named in the text decides
 * between two of the same name.
 */
export function matchTownName(regions: RegionIndex, text: string, within: string): RegionMatch {
  const wanted = bare(text)
  const { rest, county } = withoutAbove(regions, wanted)
  const area = county && (county.startsWith(within) || within.startsWith(county)) ? longer(county, within) : within
  if (wanted === '' || (county && area === within && !within.startsWith(county))) return none()
  const towns = [...regions.values()].filter(
    (region) => region.tier === 'town' && !region.ended && region.code.startsWith(area),
  )
  const readings: ((town: RegionName) => boolean)[] = [
    (town) => town.name === wanted || town.name === rest,
    (town) => town.shortName === rest,
    (town) => stem(rest) !== '' && stem(town.name) === stem(rest),
    (town) => rest.startsWith(town.name),
    (town) =>
      stem(town.name).length > 1 &&
      rest.startsWith(stem(town.name)) &&
      SUFFIX.test(rest.slice(0, stem(town.name).length + 3)),
  ]
  for (const fits of readings) {
    const found = towns.filter(fits)
    if (found.length === 1) return { ok: true, code: found[0]!.code, name: found[0]!.name }
    if (found.length > 1) return { ok: false, why: 'several', options: found.map(({ code, name }) => ({ code, name })) }
  }
  return none()
}

const none = (): RegionMatch => ({ ok: false, why: 'none', options: [] })
const longer = (a: string, b: string) => (a.length > b.length ? a : b)

/** Cuts province, city and county off the front; tells the county (or city) that was named. */
function withoutAbove(regions: RegionIndex, text: string): { rest: string; county: string | null } {
  let rest = text
  let county: string | null = null
  for (const tier of ['province', 'city', 'county'] as const) {
    const above = [...regions.values()].filter(
      (region) => region.tier === tier && rest !== region.name && rest.startsWith(region.name),
    )
    const found = above.find((region) => !county || region.code.startsWith(county)) ?? above[0]
    if (!found) continue
    rest = rest.slice(found.name.length)
    county = found.code
  }
  return { rest, county }
}

/** matchTownName over the directory. `within`: code of a county (6 digits) or city (4). */
export async function matchTown(db: Db, text: string, within: string): Promise<RegionMatch> {
  return matchTownName((await directory(db)).regions, text, within)
}
