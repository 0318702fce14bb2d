import { mac } from '~/lib/crypto.server'
import { nameKeys } from '~/people/pinyin.server'

/** The keyed index value of the last four characters of an ID number. */
export const lastFourKey = (lastFour: string): string =>
  `4:${mac(lastFour.toUpperCase(), 'case_key.last_four').slice(0, 24)}`

/** The keyed index value of a whole ID number. */
export const idKey = (idNo: string): string => `i:${mac(idNo.toUpperCase(), 'case_key.id_no').slice(0, 32)}`

/** What a file is found by: name, pinyin and initials with second readings, last four and whole ID, case number. */
export function searchKeys(person: { name: string; idNo?: string | undefined }, caseNo: string): string[] {
  const keys = nameKeys(person.name)
  const words = [
    person.name.toLowerCase(),
    keys.pinyin,
    keys.initials,
    ...keys.alternates.flatMap((other) => [other.pinyin, other.initials]),
  ]
  const id = person.idNo ? [lastFourKey(person.idNo.slice(-4)), idKey(person.idNo)] : []
  return [...new Set([...words, ...id, caseNo.toLowerCase()])].filter(Boolean)
}

/** A typed search text as keys to look for: a prefix, or an exact keyed value for digits that look like an ID. */
export function searchTerms(text: string): { prefixes: string[]; exact: string[] } {
  const bare = [...text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, '')].slice(0, 60).join('')
  if (!bare) return { prefixes: [], exact: [] }
  if (/^\d{3}[\dXx]$/.test(bare)) return { prefixes: [], exact: [lastFourKey(bare)] }
  if (/^\d{17}[\dXx]$/.test(bare)) return { prefixes: [], exact: [idKey(bare)] }
  return { prefixes: [bare.toLowerCase()], exact: [] }
}
