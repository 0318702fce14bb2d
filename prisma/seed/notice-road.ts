/** What the prison's liaison does on his own notice, and what the county's file is told of it. */
import type { NoticeFacts } from '~/domains/handoff/release-notice.kind'
import type { LegalDay } from '~/lib/dates'
import type { NoticeLife } from './handoff-file'
import type { Journey } from './handoff-road'
import { keepPaper } from './twin-parts'
import { take, type Twins } from './story-steps'
import { told } from './story-events'

const twins: Twins<NoticeFacts> = {
  resend: ({ input }) => ({
    own: { ...(input.releaseDueOn && { release_due_on: input.releaseDueOn }), return_reason: null },
  }),
  sign: ({ input }) => ({ own: { signed_on: input.signedOn, signed_by: input.signedBy } }),
  died: (work) => keepPaper(work, 'died', work.input.paper),
}

const noticeOf = (j: Journey): NoticeLife => j.notice!

export function resend(j: Journey, on: LegalDay): void {
  const notice = noticeOf(j)
  take(j.world, notice, twins, 'resend', { answer: '已与户籍底册核对，地址更正为所列村组。' }, { seat: j.cast.pr, on })
  told(j.world, j.life, {
    step: 'resend',
    state: 'pre_notice',
    input: { answer: '已与户籍底册核对，地址更正为所列村组。' },
    seat: j.cast.pr,
    at: notice.lastAt,
    due: ['verify'],
    done: ['prison_answer', 'verify'],
  })
}

export function sign(j: Journey, on: LegalDay): void {
  const notice = noticeOf(j)
  take(
    j.world,
    notice,
    twins,
    'sign',
    { signedOn: on, signedBy: j.cast.pr.userName },
    { seat: j.cast.pr, on, hour: 16 },
  )
  if (!['handed_over', 'registered', 'in_help'].includes(j.life.file.state)) return
  told(j.world, j.life, {
    step: 'prison_signed',
    own: { prison_signed_on: on, prison_signed_by: j.cast.pr.userName },
    seat: j.cast.pr,
    at: notice.lastAt,
  })
}

export function closeNotice(j: Journey, on: LegalDay): void {
  take(
    j.world,
    noticeOf(j),
    twins,
    'close',
    { note: '县司法局已告知后续由当地联系，本监办结。' },
    { seat: j.cast.pr, on },
  )
}

/** Dies before release: the county's file ends, the family is told by the prison alone (D1-edge-09). */
export function diedInside(j: Journey, on: LegalDay): void {
  const notice = noticeOf(j)
  take(
    j.world,
    notice,
    twins,
    'died',
    { diedOn: on, paper: { title: '死亡证明', onDay: on, keptAt: '监狱档案室' } },
    { seat: j.cast.pr, on },
  )
  told(j.world, j.life, {
    step: 'died',
    state: 'terminated',
    own: { end_cause: 'death', ended_on: on },
    seat: j.cast.pr,
    at: notice.lastAt,
    done: ['verify', 'prison_answer', 'pickup_plan', 'hand_over'],
  })
}

/** Moved to another prison, or sent in error: two liaisons of one prison. The county sees that the notice does not hold. */
export function withdraw(j: Journey, step: 'moved_away' | 'opened_in_error', on: LegalDay, waits = false): void {
  const notice = noticeOf(j)
  const second = j.world.seats
    .filter((seat) => seat.role === 'PR' && seat.unit === j.cast.pr.unit)
    .find((seat) => seat.userId !== j.cast.pr.userId)!
  const input =
    step === 'moved_away'
      ? { movedOn: on, to: '其他监狱', paper: { title: '调动审批表', onDay: on, keptAt: '监狱档案室' } }
      : { reason: '与另一份通知重复。' }
  if (waits) return take(j.world, notice, twins, step, input, { seat: second, on, second: 'waiting' })
  take(j.world, notice, twins, step, input, { seat: j.cast.pr, on, second: { seat: second, on } })
  told(j.world, j.life, {
    step: 'notice_withdrawn',
    input: { reason: step === 'moved_away' ? undefined : '与另一份通知重复。' },
    seat: second,
    at: notice.lastAt,
  })
}
