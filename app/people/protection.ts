import { addMonths, type LegalDay } from '~/lib/dates'
import { criminalAge } from '~/people/ages'

export type OffenceFacts = {
  birth: LegalDay
  /** Day of the (main) offence, where the paper names it. */
  offenceOn?: LegalDay | null
  /** What the paper says itself: juvenile at the offence (犯罪时未满18). Leave out when it says nothing. */
  flag?: boolean | null
  /** Sentence decided, in whole months; 0 = exempted from punishment, Infinity = life. */
  sentenceMonths?: number | null
  releasedOn?: LegalDay | null
}

/** From rule_param: the longest sentence that is sealed (60 months) and the age of majority (18). */
export type SealLimits = { maxMonths: number; adultAge: number }

/**
 * vault: to the sealing custodian (封存专管员) and nowhere else. open: an ordinary file. unknown_sentence: juvenile at
 * the offence, but whether it is sealed depends on a sentence that is missing. ask: nothing tells the age at the offence.
 * Only `open` may be shown or written outside the vault.
 */
export type Routing = 'vault' | 'open' | 'unknown_sentence' | 'ask'

/**
 * Where a record belongs before anything is written of it (刑事诉讼法 286; 犯罪记录封存实施办法 4, 24): under 18 at the
 * offence and at most 5 years. A birthday itself still counts as the younger age. In doubt the answer protects.
 */
export function mustSeal(facts: OffenceFacts, limits: SealLimits): Routing {
  const months = knownMonths(facts.sentenceMonths)
  if (months !== null && months > limits.maxMonths) return 'open'
  const juvenile = wasJuvenile(facts, months, limits.adultAge)
  if (juvenile === null) return 'ask'
  if (!juvenile) return 'open'
  return months === null ? 'unknown_sentence' : 'vault'
}

function knownMonths(months: number | null | undefined): number | null {
  return months === null || months === undefined || Number.isNaN(months) || months < 0 ? null : months
}

/** null = cannot be told from these facts. */
function wasJuvenile(facts: OffenceFacts, months: number | null, adultAge: number): boolean | null {
  const { birth, flag } = facts
  const releasedOn = facts.releasedOn ?? null
  const offenceOn = facts.offenceOn ?? null
  const under = (day: LegalDay) => criminalAge(birth, day) < adultAge
  if (offenceOn !== null) {
    if (offenceOn < birth || (releasedOn !== null && offenceOn > releasedOn)) return flag ? true : null
    if (under(offenceOn)) return true
    // The paper says juvenile, the date says adult: acts on both sides of the birthday, or a slip. A person must look.
    return flag ? null : false
  }
  if (flag) return true
  if (releasedOn !== null && under(servingSince(releasedOn, months))) return true
  return flag === false ? false : null
}

/**
 * The offence lies before the term served. Counted back in full, although remission (减刑) may have cut the term: that
 * errs to the protecting side only, and the custodian can find the record not eligible (不符合).
 */
function servingSince(releasedOn: LegalDay, months: number | null): LegalDay {
  return addMonths(releasedOn, -Math.ceil(months ?? 0))
}
