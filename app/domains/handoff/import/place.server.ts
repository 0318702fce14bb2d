/** Which office the town of a row belongs to: mine, another one, or not to be told. */
import type { Actor } from '~/access/actor'
import { matchTownName } from '~/orgs/match-region.server'
import type { Directory, UnitName } from '~/orgs/find-units.server'

export type Place =
  /** office: the town's justice office, where there is one; bureau: the county's. */
  | { is: 'own'; town: string; name: string; office: UnitName | undefined; bureau: UnitName }
  | { is: 'other'; name: string }
  | { is: 'unclear'; why: string }

const NONE = '认不出是哪个乡镇，请选择；不归本单位的，可以不导入此行'
const SEVERAL = '有同名的乡镇，请选择是哪一个'

/** Reads towns for one actor; the same text is looked up once. */
export function placeReader(
  dir: Directory,
  actor: Pick<Actor, 'role' | 'unit'>,
): (text: string | undefined) => Place | undefined {
  const known = new Map<string, Place>()
  return (text) => {
    if (!text) return undefined
    const place = known.get(text) ?? placeOf(dir, actor, text)
    known.set(text, place)
    return place
  }
}

function placeOf(dir: Directory, actor: Pick<Actor, 'role' | 'unit'>, text: string): Place {
  // A prison delivers everywhere; a bureau and an office look at home first where a name is not unique.
  const home = actor.role === 'PR' ? '' : actor.unit.regionCode
  const match = matchTownName(dir.regions, text, '')
  if (match.ok) return placed(dir, match.code, home)
  if (match.why === 'several') {
    const mine = home ? match.options.filter(({ code }) => code.startsWith(home)) : []
    if (mine.length === 1) return placed(dir, mine[0]!.code, home)
    const counties = new Set(match.options.map(({ code }) => code.slice(0, 6)))
    if (mine.length === 0 && home && counties.size === 1) return { is: 'other', name: nameOf(dir, [...counties][0]!) }
    return { is: 'unclear', why: SEVERAL }
  }
  const named = [...dir.regions.values()].filter((region) => region.tier === 'county' && text.includes(region.name))
  if (home && named.length === 1 && !home.startsWith(named[0]!.code)) return { is: 'other', name: named[0]!.name }
  return { is: 'unclear', why: NONE }
}

function placed(dir: Directory, town: string, home: string): Place {
  if (home && !town.startsWith(home)) {
    const sameCounty = town.slice(0, 6) === home.slice(0, 6)
    return { is: 'other', name: nameOf(dir, sameCounty ? town : town.slice(0, 6)) }
  }
  const bureau = openIn(dir, 'justice_bureau', town.slice(0, 6))
  if (!bureau) return { is: 'unclear', why: `${nameOf(dir, town.slice(0, 6))}司法局还没有使用本系统，请另行送达` }
  return { is: 'own', town, name: nameOf(dir, town), office: openIn(dir, 'justice_office', town), bureau }
}

const nameOf = (dir: Directory, code: string) => dir.regions.get(code)?.name ?? code
const openIn = (dir: Directory, kind: string, region: string) =>
  dir.byKind.get(kind)?.find((unit) => unit.regionCode === region)

/** Towns to choose from: of the own county or town; for a prison of every county that has a bureau. */
export function townChoices(
  dir: Directory,
  actor: Pick<Actor, 'role' | 'unit'>,
): { value: string; label: string; group: string }[] {
  const home = actor.role === 'PR' ? '' : actor.unit.regionCode.slice(0, 6)
  return [...dir.regions.values()]
    .filter(
      (region) =>
        region.tier === 'town' &&
        !region.ended &&
        region.code.startsWith(home) &&
        openIn(dir, 'justice_bureau', region.code.slice(0, 6)),
    )
    .map((region) => {
      const county = nameOf(dir, region.code.slice(0, 6))
      return { value: `${county}${region.name}`, label: region.name, group: county }
    })
}

const bare = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^.{2,8}省(?=.{2,})/, '')

const prisons = (dir: Directory): readonly UnitName[] => [
  ...(dir.byKind.get('prison') ?? []),
  ...(dir.byKind.get('detention_house') ?? []),
]

/** The prison that a list names: its unit, or undefined. */
export function prisonNamed(dir: Directory, text: string): UnitName | undefined {
  const wanted = bare(text)
  return prisons(dir).find((unit) => bare(unit.name) === wanted)
}

/** The one prison that a title speaks of; undefined when it names none, or several. */
export function prisonIn(dir: Directory, title: string): UnitName | undefined {
  const text = bare(title)
  const named = prisons(dir).filter((unit) => text.includes(bare(unit.name)))
  return named.length === 1 ? named[0] : undefined
}
