/** From what a form says of father and mother to rows, and to what the school may read of it. Pure. */
import type { LegalDay } from '~/lib/dates'
import type { ParentInput } from './steps/inputs'

export type Family = { father: ParentInput; mother: ParentInput }

/** both, father, mother, none. */
export const awayOf = ({ father, mother }: Family): string =>
  father.away && mother.away ? 'both' : father.away ? 'father' : mother.away ? 'mother' : 'none'

/** A parent is in custody: told to the village's director and the town's supervisor alone. */
export const inCustody = ({ father, mother }: Family): boolean =>
  [father, mother].some((one) => one.away && one.reason === 'custody')

/** What is wrong with the two parents, by field of the form. */
export function familyComplaints(family: Family, today: LegalDay): Record<string, string[]> {
  const wrong: Record<string, string[]> = {}
  for (const who of ['father', 'mother'] as const) {
    const one = family[who]
    if (one.away && !one.reason) wrong[`${who}.reason`] = ['请选择不在家的原因']
    if (one.away && one.sinceOn && one.sinceOn > today) wrong[`${who}.sinceOn`] = ['日期不能晚于今天']
  }
  // The other parent's ability to care decides whether the child is left behind.
  for (const [who, other] of [
    ['father', 'mother'],
    ['mother', 'father'],
  ] as const)
    if (family[who].away && !family[other].away && !family[other].capacity)
      wrong[`${other}.capacity`] = ['请选择另一方有没有监护能力']
  return wrong
}
