/** A person and how to reach the family, as a new file takes them. Pure. */
import { offenceRow } from '../open/handoff-rows'
import type { OffenceValue, PersonValue } from './read-person'
import type { relations } from '~/people/person-terms'

type Relation = keyof typeof relations

export const personOf = (value: PersonValue) => ({
  idType: value.id_no ? ('resident' as const) : ('none' as const),
  ...(value.id_no ? { idNo: value.id_no } : { noIdReason: value.no_id_reason ?? '' }),
  name: value.name,
  sex: value.sex,
  birthOn: value.birth_date,
})

const WORDS: [RegExp, Relation][] = [
  [/监护/, 'guardian'],
  [/妻|夫|配偶|爱人|老婆|老公/, 'spouse'],
  [/岳|公公|婆婆|儿媳|女婿|祖|爷|奶|外公|外婆|叔|伯|舅|姑|姨|侄|堂|表/, 'relative'],
  [/兄|弟|姐|妹|哥/, 'sibling'],
  [/父|母|爸|妈|爹|娘/, 'parent'],
  [/儿|女|子/, 'child'],
  [/友|同学|同事|邻居/, 'friend'],
]

export const relationOf = (word: string | null): Relation | null =>
  word ? (WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'relative') : null

type Family = { relation: string | null; name: string | null; phone: string | null } | null

/** Contacts of the file: address and own phone, and one of the family. */
export function contactsOf(given: { address: string; phone?: string | null; family?: Family }) {
  const { address, phone, family } = given
  return [
    ...(address ? [{ what: 'address', value: address }] : []),
    ...(phone ? [{ what: 'phone', value: phone }] : []),
    ...(family?.phone
      ? [{ what: 'phone', relation: relationOf(family.relation) ?? 'relative', name: family.name, value: family.phone }]
      : []),
  ]
}

/** Health needs the person's consent before it is kept (个人信息保护法 29); until then the need counts as 其他. */
export const keptCategories = (given: readonly string[]): string[] => [
  ...new Set(given.map((one) => (one === 'mental_health' ? 'other' : one))),
]

export const offenceOf = (value: OffenceValue) =>
  offenceRow({
    offenceCode: value.offence_code,
    sentenceMonths: value.sentence_months,
    juvenileAtOffence: value.juvenile_at_offence === true,
  })
