/** What a domain brings whose file follows each answer of its referral (一口受理): the registry wires it to the type. */
import type { LegalDay } from '~/lib/dates'
import type { Ctx } from '../act.server'

/** What the receiver may do now. */
export type Offer = {
  accept: boolean
  answer: boolean
  return: boolean
  /** May be put off, once, up to a day. */
  extend: { until: LegalDay; hint: string } | null
  /** What to know before doing it. */
  note: string | null
  answerLength: number
}

export type Follower = {
  offer: (ctx: Ctx, referral: { state: string; dueOn: LegalDay | null; frozen: unknown }) => Offer
  /** accept, answer, return, extend. Throws 403, 404, 409, 422. */
  take: (ctx: Ctx, referralId: string | undefined, intent: string, form: FormData) => Promise<void>
}

export type Followers = Partial<Record<string, Follower>>
