/** The registry: the only place that lists the domains. Server side; pages take `kinds.ts`. */
import { isKindName, type KindName } from '~/access/policy'
import type { Domain } from '~/casefile/domain'
import type { Followers } from '~/casefile/referrals/follower'
import type { Receivers } from '~/casefile/referrals/receiver'
import { notFound } from '~/lib/errors'
import { child, guardianship } from './children/domain.server'
import { legalLesson, mentoring } from './children/legal/domain.server'
import { handoff, releaseNotice, support } from './handoff/domain.server'
import { receiveTransfer } from './handoff/transfer/receive-transfer.server'
import { kinds } from './kinds'
import { reliefDibao, reliefLoan, reliefSchool, reliefTemp, reliefTraining } from './relief/domain.server'
import { paymentBatch } from './relief/payment/domain.server'
import { household, intake } from './window/domain.server'
import { routedIntake } from './window/unit/answer-routed.server'

/** Each domain knows its own facts; the spine hands them back to it and looks at the common ones alone. */
const registered = (domain: unknown, name: KindName): Domain => ({ ...(domain as Domain), kind: kinds[name] })

export const domains: Record<KindName, Domain> = {
  handoff: registered(handoff, 'handoff'),
  release_notice: registered(releaseNotice, 'release_notice'),
  support: registered(support, 'support'),
  relief_temp: registered(reliefTemp, 'relief_temp'),
  relief_dibao: registered(reliefDibao, 'relief_dibao'),
  relief_school: registered(reliefSchool, 'relief_school'),
  relief_training: registered(reliefTraining, 'relief_training'),
  relief_loan: registered(reliefLoan, 'relief_loan'),
  payment_batch: registered(paymentBatch, 'payment_batch'),
  intake: registered(intake, 'intake'),
  household: registered(household, 'household'),
  child: registered(child, 'child'),
  guardianship: registered(guardianship, 'guardianship'),
  mentoring: registered(mentoring, 'mentoring'),
  legal_lesson: registered(legalLesson, 'legal_lesson'),
}

/** The domain of a kind's name from outside. Throws 404. */
export function domainOf(kind: FormDataEntryValue | null | undefined): Domain {
  if (typeof kind !== 'string' || !isKindName(kind)) throw notFound()
  return domains[kind]
}

/** Referral types whose acceptance opens a file here. */
export const receivers: Receivers = { transfer: receiveTransfer }

/** Referral types whose answers the sender's file follows. */
export const followers: Followers = { intake: routedIntake }
