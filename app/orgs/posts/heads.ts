/**
 * Who answers for a post (单位负责人): the head of its unit, else of the unit above (DOMAIN §3, 4.14). Heads confirm what
 * the security administrator granted, sign standing authorisations, arrange cover, certify rights, hand files over. Pure.
 */
import type { Role } from '~/access/roles'
import { regionOfUnit } from '../region-names'

/** A head's role, at units of these kinds. */
type Seat = { role: Role; kinds: readonly string[] }
export type Place = { code: string; kind: string }
export type Held = { role: Role; unit: Place }

const justice: readonly Seat[] = [
  { role: 'TH', kinds: ['justice_office'] },
  { role: 'JA', kinds: ['justice_bureau', 'correction_agency'] },
  { role: 'JX', kinds: ['justice_bureau', 'correction_agency'] },
]
const health: readonly Seat[] = [{ role: 'MA', kinds: ['mh_center'] }]

/** From the nearest head up, by kind of unit. Units of other kinds have no head among the roles. */
const ladders: Record<string, readonly Seat[]> = {
  justice_office: justice,
  justice_bureau: justice.slice(1),
  correction_agency: justice.slice(1),
  halfway_house: [{ role: 'HM', kinds: ['halfway_house'] }, ...justice.slice(1)],
  school: [{ role: 'SP', kinds: ['school'] }],
  civil_affairs: [{ role: 'CA', kinds: ['civil_affairs'] }],
  mh_center: health,
  town_hospital: health,
  village_clinic: health,
}
/** Roles that belong to another line than the unit they sit at. */
const ownLine: Partial<Record<Role, readonly Seat[]>> = {
  PH: justice,
  CD: [
    { role: 'CS', kinds: ['civil_affairs'] },
    { role: 'CA', kinds: ['civil_affairs'] },
  ],
}

/** Every role that answers for posts of others. */
export const headRoles: readonly Role[] = [
  ...new Set([...Object.values(ladders), ...Object.values(ownLine)].flat().map((seat) => seat.role)),
]
export const isHead = (role: Role): boolean => headRoles.includes(role)

/** Who could answer for a post, the nearest first; never another of the same role. */
const ladderOf = (post: Held): readonly Seat[] =>
  (ownLine[post.role] ?? ladders[post.unit.kind] ?? []).filter((seat) => seat.role !== post.role)

/** Could a head of this role ever answer for such a post? */
export const mayAnswer = (role: Role, post: Held): boolean => ladderOf(post).some((seat) => seat.role === role)

/** Is the head's unit the post's own, or one above it? Two units of one kind in one region are strangers. */
function above(head: Place, unit: Place): boolean {
  if (head.code === unit.code) return true
  const [wide, narrow] = [regionOfUnit(head.code), regionOfUnit(unit.code)]
  return narrow.startsWith(wide) && (narrow !== wide || head.kind !== unit.kind)
}

/**
 * The heads that answer for a post, out of those in office: all who hold the nearest head's role at the nearest units.
 * None: nobody answers, and the security administrator confirms with a stated reason.
 */
export function headsOf<H extends Held>(post: Held, inOffice: readonly H[]): H[] {
  for (const seat of ladderOf(post)) {
    const found = inOffice.filter(
      (head) => head.role === seat.role && seat.kinds.includes(head.unit.kind) && above(head.unit, post.unit),
    )
    const nearest = Math.max(...found.map((head) => regionOfUnit(head.unit.code).length))
    if (found.length) return found.filter((head) => regionOfUnit(head.unit.code).length === nearest)
  }
  return []
}
