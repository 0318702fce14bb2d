import type { LegalDay } from '~/lib/dates'
import type { Role } from './roles'

/** The person at the keyboard in the one active post of the session, as the guard read it. */
export type Actor = {
  sessionId: string
  userId: string
  userName: string
  postId: string
  role: Role
  classCode: string | null
  unit: { code: string; name: string; kind: string; regionCode: string; regionName: string }
  /** Standing authorisation for kinds with minors (≤ 12 months). */
  authorisedUntil: LegalDay | null
  /** Holder strings that parties may name: post, unit, class. */
  holders: string[]
  /** Days until the password is too old, when a warning is due. */
  passwordDays?: number
  today: LegalDay
  now: Date
  ip: string
  requestId: string
}
