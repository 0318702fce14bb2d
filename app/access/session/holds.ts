import type { Held } from './read-session.server'

export type Standing = {
  /** Has a code generator, and has not given its code in this session yet. */
  secondFactor: boolean
  codeGiven: boolean
  /** The password was set by somebody else. */
  mustChange: boolean
  passwordDays: number
}

/**
 * What a session must still do before any other door opens; null: nothing. The demo asks nobody to change a password or
 * to enrol; who has enrolled there is asked for the code all the same.
 */
export function whatHolds(user: Standing, limits: { passwordDays: number }, demo: boolean): Held | null {
  if (user.secondFactor && !user.codeGiven) return 'code'
  if (demo) return null
  if (user.mustChange || user.passwordDays >= limits.passwordDays) return 'password'
  return user.secondFactor ? null : 'enrol'
}
