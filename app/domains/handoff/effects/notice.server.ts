/** What the prison's steps do: to its own notice, and through the link to the county's file. */
import type { ReleaseNotice } from '~/generated/prisma/client'
import type { Effect, EffectContext } from '~/casefile/domain'
import { linkedHead, signalLinked } from '~/casefile/linked.server'
import { dayToDb } from '~/lib/dates'
import { declared, keepPaper, saveIn } from './effect.server'
import { freshFacts, type HandoffFacts } from '../facts'
import { wholePaper } from '~/ui/form-inputs'
import { handoffKind } from '../handoff.kind'
import type { NoticeFacts } from '../release-notice.kind'
import { releaseUrgent } from '../rules'
import { beforeRelease } from '../steps/steps-arrival'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
type Work = EffectContext<any, NoticeFacts>
type Told = {
  step: string
  state?: string
  patch?: Record<string, unknown>
  from: readonly string[]
  codes?: Record<string, string>
  releaseDueOn?: string
  done?: readonly string[]
  input?: unknown
}

const save = saveIn<ReleaseNotice>('release_notice')

/** Tells the county's file, when there is one in a state that waits for this. `codes`: the duty that begins there, by state. */
async function tellCounty({ db, file, hand, at, today, book }: Work, told: Told): Promise<void> {
  const head = await linkedHead(db, file.id)
  if (!head || head.kind !== 'handoff' || !told.from.includes(head.state)) return
  const state = told.state ?? head.state
  const code = told.codes?.[state]
  const due = told.releaseDueOn ?? null
  const facts: HandoffFacts = freshFacts({
    state,
    openedOn: today,
    sex: file.sex,
    birthOn: file.birthOn,
    sourceType: 'prison',
    scopeKey: head.scope_key,
    releaseDueOn: due,
    releaseUrgent: releaseUrgent(due, today, book),
  })
  await signalLinked<HandoffFacts>(db, {
    from: file,
    hand,
    at,
    step: told.step,
    ...(told.state && { state: told.state }),
    ...(told.patch && { patch: told.patch }),
    input: told.input ?? {},
    ...(code && { due: { domain: declared(handoffKind), codes: [code], facts } }),
    done: [...(told.done ?? []), ...(code ? [code] : [])],
  })
}

async function resend(work: Work) {
  const { input } = work
  const patch = {
    ...(input.releaseDueOn && { release_due_on: input.releaseDueOn }),
    ...(input.releaseCertNo && { release_cert_no: input.releaseCertNo }),
  }
  await save(work, {
    ...(input.releaseDueOn && { releaseDueOn: dayToDb(input.releaseDueOn) }),
    ...(input.releaseCertNo && { releaseCertNo: input.releaseCertNo }),
    returnReason: null,
  })
  await keepPaper(work, 'resend', wholePaper(input.paper))
  await tellCounty(work, {
    step: 'resend',
    state: 'pre_notice',
    from: ['returned'],
    patch,
    codes: { pre_notice: 'verify' },
    done: ['prison_answer'],
    input: { answer: input.answer },
  })
}

async function changeRelease(work: Work) {
  const { input } = work
  await save(work, { releaseDueOn: dayToDb(input.releaseDueOn) })
  await keepPaper(work, 'change_release', input.paper)
  await tellCounty(work, {
    step: 'change_release',
    from: beforeRelease,
    patch: { release_due_on: input.releaseDueOn, release_due_basis: input.basis },
    releaseDueOn: input.releaseDueOn,
    codes: { verified: 'pickup_plan', pickup_planned: 'hand_over', await_release: 'hand_over' },
    input: { releaseDueOn: input.releaseDueOn, basis: input.basis },
  })
}

async function sign(work: Work) {
  const { input } = work
  const cert = input.releaseCertNo ? { releaseCertNo: input.releaseCertNo } : {}
  await save(work, { signedOn: dayToDb(input.signedOn), signedBy: input.signedBy, ...cert })
  await tellCounty(work, {
    step: 'prison_signed',
    from: ['handed_over', 'registered', 'in_help'],
    patch: {
      prison_signed_on: input.signedOn,
      prison_signed_by: input.signedBy,
      ...(input.releaseCertNo && { release_cert_no: input.releaseCertNo }),
    },
  })
}

/** Dies before release (D1-edge-09): the county's file ends; the family is told by the prison alone. */
async function died(work: Work) {
  await keepPaper(work, 'died', work.input.paper)
  await tellCounty(work, {
    step: 'died',
    state: 'terminated',
    from: beforeRelease,
    patch: { end_cause: 'death', ended_on: work.input.diedOn },
    done: ['verify', 'prison_answer', 'pickup_plan', 'hand_over'],
  })
}

/** The county sees that the notice does not hold; closing its own file is its own decision. */
async function withdrawn(work: Work) {
  await tellCounty(work, {
    step: 'notice_withdrawn',
    from: beforeRelease,
    input: { reason: work.input.reason ?? work.input.note },
  })
}

export const noticeEffects: Record<string, Effect<NoticeFacts>> = {
  resend,
  change_release: changeRelease,
  sign,
  died,
  moved_away: withdrawn,
  opened_in_error: withdrawn,
}
