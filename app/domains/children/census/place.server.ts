/** Villages and schools that a list names, as the post that imports may use them. */
import type { ImportContext } from '~/casefile/import/adapter'
import { directory } from '~/orgs/find-units.server'
import { toHalfWidth } from '~/lib/text'

export type Named = { code: string; name: string; full: string }
/** A place is mine; of somebody else, by name; or nobody knows it. */
export type Found = { mine: Named } | { other: string } | { unknown: true }

export type Places = {
  /** Villages (by unit of the committee) a child may live in for a file of mine. */
  villages: readonly Named[]
  village: (said: string) => Found
  school: (said: string) => Found
  schools: readonly Named[]
  /** Region code of a place of registration, or null when it lies outside or says nothing we know. */
  huji: (said: string) => string | null
}

const bare = (text: string) => toHalfWidth(text).replace(/\s+/g, '')
const short = (name: string) => name.replace(/(村民委员会|居民委员会|村委会|居委会|居民服务站|委员会)$/, '')

/** How a text may name a place, the surest way first: with its town, by its own name, by the end of both. */
const ways: ((one: Named, text: string) => boolean)[] = [
  (one, text) => one.full === text || text.endsWith(one.full),
  (one, text) => one.name === text || one.name === `${text}村`,
  (one, text) => one.full.endsWith(text),
]

/** Mine when the surest way that names anything names one of mine; two of mine: nobody knows. */
function find(mine: readonly Named[], every: readonly Named[], said: string): Found {
  const text = short(bare(said))
  for (const way of text ? ways : []) {
    const own = mine.filter((one) => way(one, text))
    if (own.length) return own.length === 1 ? { mine: own[0]! } : { unknown: true }
    const foreign = every.filter((one) => way(one, text))
    if (foreign.length) return { other: foreign.length === 1 ? foreign[0]!.full : said }
  }
  return { unknown: true }
}

/** Two statements at most: the directory is kept for a minute. */
export async function placesFor({ actor, db }: ImportContext): Promise<Places> {
  const { regions, byKind } = await directory(db)
  const nameOf = (code: string) => regions.get(code)?.name ?? ''
  const all: Named[] = (byKind.get('village_committee') ?? []).map(({ code, regionCode }) => ({
    code,
    name: nameOf(regionCode),
    full: nameOf(regionCode.slice(0, 9)) + nameOf(regionCode),
  }))
  // A school's children may live anywhere in its county.
  const within = actor.role === 'SP' ? actor.unit.regionCode.slice(0, 6) : actor.unit.regionCode
  const villages = all.filter((one) => one.code.startsWith(within))
  const county = actor.unit.regionCode.slice(0, 6)
  const allSchools: Named[] = (byKind.get('school') ?? [])
    .filter((one) => one.code.startsWith(county))
    .map(({ code, name }) => ({ code, name, full: name }))
  const schools = actor.role === 'SP' ? allSchools.filter((one) => one.code === actor.unit.code) : allSchools
  return {
    villages,
    schools,
    village: (said) =>
      said ? find(villages, all, said) : villages.length === 1 ? { mine: villages[0]! } : { unknown: true },
    school: (said) => (said || actor.role !== 'SP' ? find(schools, allSchools, said) : { mine: schools[0]! }),
    huji: (said) => {
      const found = said ? find(all, all, said) : undefined
      return found && 'mine' in found ? found.mine.code.split('-')[0]! : null
    },
  }
}
