import { addDays, age, type LegalDay } from '~/lib/dates'

/**
 * Age in civil and education law: n is reached on the n-th birthday itself. Somebody born on 29 February has the
 * birthday on 28 February in other years. -1 before birth.
 */
export function civilAge(birth: LegalDay, on: LegalDay): number {
  return age(birth, on)
}

/**
 * Age in criminal law and for sealing (封存): n is reached on the day *after* the n-th birthday
 * (法释〔2006〕1号 第二条). -1 before birth.
 */
export function criminalAge(birth: LegalDay, on: LegalDay): number {
  return on <= birth ? age(birth, on) : age(birth, addDays(on, -1))
}
