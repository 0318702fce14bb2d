/** How days, moments and people are worded on this room's documents. Pure. */
import { formatDay, formatInstant, type LegalDay } from '~/lib/dates'
import { cell, type Cell } from '~/casefile/documents/paper'
import type { PersonFacts } from './facts'
import { idTypes, relations } from '~/people/person-terms'

/** '2026年11月24日9时10分'. */
export function momentWords(at: Date): string {
  const [day = '', clock = ''] = formatInstant(at).split(' ')
  const [hour = '', minute = ''] = clock.split(':')
  return `${formatDay(day)}${Number(hour)}时${minute}分`
}

export const dayWords = (day: LegalDay | null): string => (day ? formatDay(day) : '')

/** '2026年1月1日至2031年1月1日'; what is not known is left to be written in. */
export const periodWords = (from: LegalDay | null, to: LegalDay | null): string =>
  from || to ? `${dayWords(from) || '　　年　月　日'}至${dayWords(to) || '　　年　月　日'}` : ''

/** A text that was filled in at a step; null when it was left empty. */
export const textOf = (input: Record<string, unknown> | undefined, name: string): string | null => {
  const value = input?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The number of the paper that proves who it is, or why there is none. */
export function idCell(read: PersonFacts): Cell {
  if (read.idType === 'none') return cell('证件号码', `无证件${read.noIdReason ? `（${read.noIdReason}）` : ''}`)
  const label = read.idType === 'passport' ? idTypes.passport : '身份证号码'
  return cell(label, read.idNo, 'identity')
}

/** The place down to the village, and the house number behind it. */
export const homeCells = (read: PersonFacts): Cell[][] => [
  [cell('居住地', read.residence)],
  [cell('详细地址', read.address, 'address')],
]

export const relationWord = (code: string | null): string =>
  code ? (relations[code as keyof typeof relations] ?? code) : ''

/** '西湖镇司法所（电话 0562-2800001）'. */
export const unitWithPhone = ({ name, phone }: { name: string; phone: string | null }): string =>
  phone ? `${name}（电话 ${phone}）` : name
