/** Beginnings of journeys: somebody invented, the people of the place, what the prison wrote. */
import type { PlacementType, SupportLevel } from '~/domains/handoff/facts'
import type { LegalDay } from '~/lib/dates'
import type { Seat } from './accounts'
import { deliverNotice, openNotice, type Cast, type Origin } from './handoff-file'
import type { Journey } from './handoff-road'
import type { Rows } from './owner'
import { inventPerson, type Rng } from './people'
import { TOWNS, villagesOf, type Place } from './places'
import { seatAt, type Life, type World } from './story'
import type { Told } from './write-lives'

/** Everything that was told so far. Lives are of several kinds. */
export type Teller = {
  world: World
  rng: Rng
  told: { lives: Told['lives'][number][]; links: Told['links']; referrals: Told['referrals']; beside: Rows }
  order: number
}

export const makeTeller = (world: World, rng: Rng, order = 0): Teller => ({
  world,
  rng,
  told: { lives: [], links: [], referrals: [], beside: {} },
  order,
})

/** Keeps a life for writing, whatever its kind. */
export function keep<F extends Life['facts']>(teller: Teller, life: Life<F>): Life<F> {
  teller.told.lives.push(life as unknown as Life)
  return life
}

/** Adds a row that belongs to no file. */
export const beside = ({ told }: Teller, table: string, row: Rows[string][number]): void =>
  void (told.beside[table] ??= []).push(row)

export const townOf = (slug: string): Place => TOWNS.find((town) => town.slug === slug)!

const KEY_CATEGORIES: string[][] = [
  [],
  [],
  [],
  [],
  ['no_income'],
  ['no_kin', 'no_income'],
  ['elderly_ill_disabled'],
  ['no_home', 'no_kin', 'no_income'],
]
const OFFENCES = '264 266 133-1 234 293 133 303-2 312 287-2 347'.split(' ')
const SENTENCES = [5, 8, 10, 12, 18, 24, 30, 36, 48, 66, 84, 120]
const NEEDS: string[][] = [
  ['job'],
  ['job', 'training'],
  ['insurance'],
  ['medical', 'relief'],
  ['housing', 'job'],
  ['papers'],
  ['family'],
  [],
]
export const LEVELS: SupportLevel[] = ['A', 'B', 'B', 'B', 'C', 'C']
export const PLACEMENTS: PlacementType[] = [
  'employed',
  'employed',
  'employed',
  'employed',
  'self_employed',
  'land',
  'land',
  'family_support',
  'training',
  'dibao_or_relief',
]

/** Who acts in a town. Helpers live in the county, in the town itself where there is one; prisons by turns. */
export function castOf(world: World, town: Place, turn: number): Cast {
  const county = town.code.slice(0, 6)
  const helpers = world.seats.filter((seat) => seat.role === 'PH' && seat.unit.startsWith(county))
  const near = helpers.find((seat) => seat.unit.startsWith(town.code)) ?? helpers[turn % helpers.length]!
  const liaisons: Seat[] = [1, 2, 3, 4].map((n) => seatAt(world, 'PR', `34-PR${n}`))
  return {
    county,
    town,
    village: villagesOf(town)[turn % villagesOf(town).length]!.code,
    jc: seatAt(world, 'JC', `${county}-JB1`),
    ja: seatAt(world, 'JA', `${county}-JB1`),
    tj: seatAt(world, 'TJ', `${town.code}-JO1`),
    th: seatAt(world, 'TH', `${town.code}-JO1`),
    helper: near,
    pr: liaisons[turn % liaisons.length]!,
  }
}

export type Begin = {
  town: Place
  noticeOn: LegalDay
  releaseDueOn: LegalDay
  /** Delivered by the prison's liaison; else recorded by the county from paper. */
  prison?: boolean
  /** The prison by number, 1–4. */
  prisonNo?: number
  keyCategory?: string[]
  placement?: PlacementType
  level?: SupportLevel
}

/** Person, people and papers of the next journey, without a file. */
export function originOf(teller: Teller, begin: Begin): Origin {
  const { world, rng } = teller
  const order = ++teller.order
  const cast = castOf(world, begin.town, order)
  return {
    person: inventPerson(rng, world.today, order),
    cast: begin.prisonNo ? { ...cast, pr: seatAt(world, 'PR', `34-PR${begin.prisonNo}`) } : cast,
    noticeOn: begin.noticeOn,
    releaseDueOn: begin.releaseDueOn,
    keyCategory: begin.keyCategory ?? rng.pick(KEY_CATEGORIES),
    offenceCode: rng.pick(OFFENCES),
    sentenceMonths: rng.pick(SENTENCES),
    needs: rng.pick(NEEDS),
  }
}

/** Opens a file in pre_notice, ready to travel. */
export function begin(teller: Teller, given: Begin): Journey {
  const { world, rng } = teller
  const origin = originOf(teller, given)
  const rest = {
    world,
    rng,
    level: given.level ?? rng.pick(LEVELS),
    placement: given.placement ?? rng.pick(PLACEMENTS),
    gate: origin.keyCategory.length > 0,
  }
  if (!given.prison) {
    const life = openNotice(world, origin, origin.cast.jc)
    keep(teller, life)
    return { ...origin, ...rest, life, notice: null }
  }
  const { notice, life, link } = deliverNotice(world, origin)
  keep(teller, notice)
  keep(teller, life)
  teller.told.links.push(link)
  return { ...origin, ...rest, life, notice }
}
