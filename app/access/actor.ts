import type { LegalDay } from '~/lib/dates'
import type { Role } from './roles'

/** Standing in (代办) for a colleague of the same role and unit, until a day: the other person's post and name. */
export type Cover = { postId: string; name: string; until: LegalDay }

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
  /** Holder strings that parties may name: post, unit, class; in a cover post also the post covered. */
  holders: string[]
  /** Whom the person stands in for in this role at this unit: their files and duties are on his desk as well. */
  covers: readonly Cover[]
  /** Who stands in for this post now; `postId` is the post of the cover. */
  coveredBy: Cover | null
  /** Days until the password is too old, when a warning is due. */
  passwordDays?: number
  today: LegalDay
  now: Date
  ip: string
  requestId: string
}
