/** Whether a row may be shown and written at all (封存): decided before anything else, also while the row is broken. Pure. */
import type { Cell } from '~/sheets/cell'
import { plain } from '~/sheets/cell'
import { isLegalDay, type LegalDay } from '~/lib/dates'
import { mustSeal, type Routing, type SealLimits } from '~/people/protection'
import type { OffenceValue, PersonValue } from './read-person'

/** Where the row belongs; a birth day that a broken ID still tells is good enough to protect. */
export function routeOf(
  value: Partial<PersonValue & OffenceValue>,
  releasedOn: LegalDay | undefined,
  cells: Record<string, Cell>,
  limits: SealLimits,
): Routing {
  const birth = value.birth_date ?? likelyBirth(cells)
  if (!birth) return value.juvenile_at_offence === false ? 'open' : 'ask'
  return mustSeal(
    {
      birth,
      offenceOn: value.offence_on ?? null,
      flag: value.juvenile_at_offence ?? null,
      sentenceMonths: value.life_sentence ? Infinity : (value.sentence_months ?? null),
      releasedOn: releasedOn ?? null,
    },
    limits,
  )
}

function likelyBirth(cells: Record<string, Cell>): LegalDay | undefined {
  const digits = plain(cells.id_no).replace(/\D/g, '')
  const text = digits.length >= 17 ? digits.slice(6, 14) : digits.length === 15 ? `19${digits.slice(6, 12)}` : ''
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
  return isLegalDay(day) ? day : undefined
}

/** What is asked, without saying what for: which column answers, and the words. */
export const neutralQuestions = {
  unknown_sentence: { field: 'sentence', why: '请补填刑期，用来确定资料由谁办理' },
  ask: { field: 'offence_on', why: '请补填犯罪日期，用来确定资料由谁办理' },
} as const
