/** Opening of the demo's files after release: the county's file, and the prison's notice it came from. */
import type { HandoffFacts, SourceType } from '~/domains/handoff/facts'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { releaseNoticeKind, type NoticeFacts } from '~/domains/handoff/release-notice.kind'
import { mustPickup } from '~/domains/handoff/rules'
import { uuidv7 } from '~/lib/ids.server'
import type { LegalDay } from '~/lib/dates'
import type { Seat } from './accounts'
import { readHandoff, readNotice } from './handoff-read'
import type { DemoPerson } from './people'
import { PRISONS, type Place } from './places'
import { open, type Life, type World } from './story'

export type HandoffLife = Life<HandoffFacts>
export type NoticeLife = Life<NoticeFacts>

/** The people around a file: who acts, and who may be its pair helper. */
export type Cast = {
  county: string
  town: Place
  village: string
  jc: Seat
  ja: Seat
  tj: Seat
  th: Seat
  helper: Seat
  pr: Seat
}

/** What is given about a person before the file is told. */
export type Origin = {
  person: DemoPerson & { personId?: string }
  cast: Cast
  noticeOn: LegalDay
  releaseDueOn: LegalDay
  keyCategory: string[]
  offenceCode: string
  sentenceMonths: number
  needs: string[]
}

/** Every column of handoff_file on the first day. */
export function ownRow(given: Record<string, unknown>): Record<string, unknown> {
  const empty =
    'prison_code prison_name notice_on release_due_on release_due_basis released_on release_diff_reason release_cert_no verify_result pickup_mode pickup_at ' +
    'pickup_people_enc pickup_transport pickup_cost fund_source tonight family_told_on handed_over_at handover_place prison_signed_on prison_signed_by responsible_town ' +
    'first_talk_on guidance_owner contact_owner support_owner help_plan_enc support_level level_on pair_helper_post_id pair_helper_name pair_declared_on agreement_status ' +
    'agreement_on help_start_on help_end_on placed_on placement_checked_on screened_on last_contact_on last_meeting_on away_to away_until paused_on unreachable_on ' +
    'declined_on end_reviewed_on ended_on end_cause'
  return {
    ...Object.fromEntries(empty.split(' ').map((column) => [column, null])),
    key_category: [],
    must_pickup: false,
    needs: [],
    guardian_told: false,
    at_gate: false,
    person_signed: false,
    placement_type: 'unplaced',
    insurance_status: [],
    contacts_made: 0,
    juvenile_school_records: false,
    before_system: false,
    ...given,
  }
}

const offenceRows = (origin: Pick<Origin, 'offenceCode' | 'sentenceMonths'>) => ({
  handoff_offence: [
    { offence_code: origin.offenceCode, sentence_months: origin.sentenceMonths, juvenile_at_offence: false },
  ],
})

const prisonOf = (seat: Seat) => PRISONS.find((prison) => prison.code === seat.unit)!

/** What the event of a notice keeps: days, no identity. */
const noticeInput = ({ noticeOn, releaseDueOn }: Origin) => ({ noticeOn, releaseDueOn })

/** The county's file in pre_notice. `by`: the liaison who delivered it, or the caseworker who recorded a paper notice. */
export function openNotice(world: World, origin: Origin, by: Seat, at?: Date): HandoffLife {
  const { person, cast, noticeOn, releaseDueOn, keyCategory } = origin
  const prison = prisonOf(cast.pr)
  return open(world, handoffKind, {
    step: 'notice',
    state: 'pre_notice',
    seat: by,
    on: noticeOn,
    ...(at && { at }),
    scopeKey: `${cast.county}-JB1`,
    person,
    read: readHandoff,
    rows: offenceRows(origin),
    due: ['verify'],
    input: noticeInput(origin),
    hujiCode: cast.village,
    residenceCode: null,
    own: ownRow({
      source_type: 'prison',
      prison_code: prison.code,
      prison_name: prison.name,
      notice_on: noticeOn,
      release_due_on: releaseDueOn,
      key_category: keyCategory,
      must_pickup: mustPickup(keyCategory),
    }),
  })
}

/** The prison's notice and the county's file that its delivery opened. */
export function deliverNotice(
  world: World,
  origin: Origin,
): { notice: NoticeLife; life: HandoffLife; link: Record<string, unknown> } {
  const { person, cast, noticeOn, releaseDueOn, keyCategory, offenceCode, sentenceMonths } = origin
  const known = { ...person, personId: person.personId ?? uuidv7() }
  const notice = open(world, releaseNoticeKind, {
    step: 'send',
    state: 'sent',
    seat: cast.pr,
    on: noticeOn,
    scopeKey: cast.pr.unit,
    person: known,
    read: readNotice,
    due: [],
    input: noticeInput(origin),
    hujiCode: cast.village,
    residenceCode: null,
    own: {
      notice_on: noticeOn,
      release_due_on: releaseDueOn,
      release_cert_no: null,
      to_unit: `${cast.county}-JB1`,
      offence_code: offenceCode,
      sentence_months: sentenceMonths,
      key_category: keyCategory,
      verify_result: null,
      replied_on: null,
      return_reason: null,
      pickup_mode: null,
      pickup_at: null,
      released_on: null,
      signed_on: null,
      signed_by: null,
    },
  })
  const life = openNotice(world, { ...origin, person: known }, cast.pr, notice.lastAt)
  return { notice, life, link: { from_id: notice.id, to_id: life.id, type: 'notice' } }
}

export type Entry = 'walk_in' | 'cc_lifted' | 'legacy'
const SOURCES: Record<Entry, SourceType> = { walk_in: 'walk_in', cc_lifted: 'cc_lifted', legacy: 'prison' }

/** A file that begins at the town: a walk-in, a correction that was lifted, a ledger taken over. */
export function openAtTown(
  world: World,
  origin: Origin,
  entry: Entry,
  given: {
    on: LegalDay
    state: string
    own: Record<string, unknown>
    due: readonly string[]
    input: unknown
    seat?: Seat
    eventOn?: LegalDay
  },
): HandoffLife {
  const { person, cast } = origin
  const seat = given.seat ?? cast.tj
  const sourceType = SOURCES[entry]
  return open(world, handoffKind, {
    step: entry,
    state: given.state,
    seat,
    on: given.on,
    ...(given.eventOn && { eventOn: given.eventOn }),
    scopeKey: cast.tj.unit,
    person,
    read: readHandoff,
    rows: offenceRows(origin),
    due: given.due,
    input: given.input,
    hujiCode: cast.village,
    residenceCode: cast.town.code,
    ownerPostId: seat.role === 'TJ' ? seat.postId : null,
    own: ownRow({
      source_type: sourceType,
      key_category: origin.keyCategory,
      must_pickup: mustPickup(origin.keyCategory),
      needs: origin.needs,
      responsible_town: cast.town.code,
      ...given.own,
    }),
  })
}
