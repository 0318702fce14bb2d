/** The facts of told lives, read from their rows in memory as facts.server and plain-facts.server read the tables. */
import { freshFacts, type HandoffFacts } from '~/domains/handoff/facts'
import { attemptsSince, latest, type Tried } from '~/domains/handoff/facts.server'
import type { NoticeFacts } from '~/domains/handoff/release-notice.kind'
import { monthlyContact, mustPickup, releaseUrgent } from '~/domains/handoff/rules'
import type { SupportFacts } from '~/domains/handoff/support.kind'
import { contactRecords } from '~/domains/handoff/terms'
import type { LegalDay } from '~/lib/dates'
import type { BaseFacts } from '~/casefile/kind'
import type { Life, World } from './story'

const isContact = (type: unknown) => (contactRecords as readonly string[]).includes(type as string)

/** The last day on which a step was taken. */
const marked = <F extends BaseFacts>(life: Life<F>, step: string): LegalDay | null => life.marks.get(step) ?? null

/** Attempts that reached nobody, and rechecks; oldest first. */
const tried = <F extends BaseFacts>(life: Life<F>): Tried[] =>
  (life.rows.visit ?? [])
    .filter((visit) => visit.reached === false || visit.type === 'recheck')
    .map((visit) => ({
      type: visit.type as string,
      onDay: visit.on_day as LegalDay,
      reached: visit.reached as boolean,
    }))
    .sort((a, b) => (a.onDay < b.onDay ? -1 : a.onDay > b.onDay ? 1 : 0))

const base = <F extends BaseFacts>({ file }: Life<F>): BaseFacts => ({
  state: file.state,
  openedOn: file.opened_on as LegalDay,
  sex: file.sex as string,
  birthOn: file.birth_on as LegalDay,
})

/** China has one zone and no summer time. */
const dayInChina = (instant: string): LegalDay =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

const known = new WeakMap<World, Map<string, boolean>>()

/** releaseUrgent, reckoned once for each pair of days. */
function urgent(world: World, dueOn: LegalDay | null, knownOn: LegalDay | null): boolean {
  const answers = known.get(world) ?? new Map<string, boolean>()
  known.set(world, answers)
  const key = `${dueOn} ${knownOn}`
  const answer = answers.get(key) ?? releaseUrgent(dueOn, knownOn, world.book)
  answers.set(key, answer)
  return answer
}

export function readHandoff(world: World, life: Life<HandoffFacts>): HandoffFacts {
  const { file, own } = life
  const at = (step: string) => marked(life, step)
  const attempts = tried(life)
  const openedOn = file.opened_on as LegalDay
  const noShowOn = at('no_show')
  const since = (type: string) =>
    noShowOn !== null && attempts.some((one) => one.type === type && one.onDay >= noShowOn)
  const disputedOn = at('dispute')
  const decidedOn = at('decide_dispute')
  const own_ = own as Record<string, never>
  const measures = (life.rows.handoff_measure ?? [])
    .filter((row) => !row.result_on)
    .map((row) => row.referred_on as LegalDay)
  const facts = freshFacts({
    ...base(life),
    scopeKey: file.scope_key,
    sourceType: own_.source_type!,
    releaseCertNo: own_.release_cert_no ?? null,
    keyCategory: own_.key_category!,
    mustPickup: mustPickup(own_.key_category!),
    supportLevel: own_.support_level ?? null,
    pairHelperPostId: own_.pair_helper_post_id ?? null,
    agreementStatus: own_.agreement_status ?? null,
    placementType: own_.placement_type!,
    contactsMade: own_.contacts_made!,
    noticeOn: own_.notice_on ?? null,
    releaseDueOn: own_.release_due_on ?? null,
    releasedOn: own_.released_on ?? null,
    handedOverOn: own_.handed_over_at ? dayInChina(own_.handed_over_at) : null,
    firstTalkOn: own_.first_talk_on ?? null,
    helpStartOn: own_.help_start_on ?? null,
    helpEndOn: own_.help_end_on ?? null,
    levelOn: own_.level_on ?? null,
    placedOn: own_.placed_on ?? null,
    placementCheckedOn: own_.placement_checked_on ?? null,
    screenedOn: own_.screened_on ?? null,
    lastContactOn: own_.last_contact_on ?? null,
    lastMeetingOn: own_.last_meeting_on ?? null,
    awayUntil: own_.away_until ?? null,
    pausedOn: own_.paused_on ?? null,
    unreachableOn: own_.unreachable_on ?? null,
    declinedOn: own_.declined_on ?? null,
    endReviewedOn: own_.end_reviewed_on ?? null,
    releaseKnownOn: latest(openedOn, at('change_release'), at('readdress'), at('resend')),
    verifyFrom: latest(openedOn, at('readdress'), at('resend')),
    returnedOn: at('return_notice'),
    noShowOn,
    noShowCalled: since('call'),
    noShowVisited: since('visit'),
    registeredOn:
      at('register') ??
      at('cc_lifted') ??
      at('transfer_in') ??
      at('legacy') ??
      (file.state === 'registered' ? openedOn : null),
    helpStartedOn: at('start_help') ?? (own_.support_level ? (own_.help_start_on ?? openedOn) : null),
    resumedOn: latest(at('resume'), at('resume_service'), own_.before_system ? openedOn : null),
    transferredOn: at('transfer'),
    disputedOn: disputedOn && (!decidedOn || disputedOn > decidedOn) ? disputedOn : null,
    attempts: attemptsSince(attempts, own_.last_contact_on ?? null),
    lastRecheckOn: latest(...attempts.filter((one) => one.type === 'recheck').map((one) => one.onDay)),
    openMeasureOn: [...measures].sort()[0] ?? null,
  })
  facts.releaseUrgent = urgent(world, facts.releaseDueOn, facts.releaseKnownOn)
  const on = facts.helpStartedOn ?? openedOn
  return { ...facts, ...monthlyContact(facts, (rule) => world.book.rule(rule, on).value) }
}

export const readNotice = (_: World, life: Life<NoticeFacts>): NoticeFacts => {
  const own = life.own as Record<string, LegalDay | null>
  return {
    ...base(life),
    releaseDueOn: own.release_due_on ?? null,
    repliedOn: own.replied_on ?? null,
    releasedOn: own.released_on ?? null,
    signedOn: own.signed_on ?? null,
  }
}

export function readSupport(_: World, life: Life<SupportFacts>): SupportFacts {
  const talks = (life.rows.visit ?? [])
    .filter((visit) => visit.reached === true && isContact(visit.type))
    .map((visit) => visit.on_day as LegalDay)
  const attempts = tried(life)
  const lastContactOn = latest(...talks)
  return {
    ...base(life),
    scopeKey: life.file.scope_key,
    needs: (life.own.needs as string[] | null) ?? [],
    startedOn: (life.own.started_on as LegalDay | null) ?? null,
    lastContactOn,
    contactsMade: talks.length,
    attempts: attemptsSince(attempts, lastContactOn),
    lostOn: marked(life, 'unreachable'),
    lastRecheckOn: latest(...attempts.filter((one) => one.type === 'recheck').map((one) => one.onDay)),
  }
}
