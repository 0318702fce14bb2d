import { Prisma } from '~/generated/prisma/client'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf, dbToDay, type LegalDay } from '~/lib/dates'
import { readTogether, type Db } from '~/lib/db.server'
import { freshFacts, type HandoffFacts } from './facts'
import { monthlyContact, mustPickup, releaseUrgent } from './rules'
import { contactRecords } from './terms'

/** Steps whose day a duty is counted from; the latest of each counts. */
const MARKING = [
  'return_notice',
  'readdress',
  'resend',
  'change_release',
  'no_show',
  'register',
  'cc_lifted',
  'transfer_in',
  'legacy',
  'start_help',
  'resume',
  'resume_service',
  'transfer',
  'dispute',
  'decide_dispute',
]

export const latest = (...days: (LegalDay | null | undefined)[]): LegalDay | null =>
  days.reduce<LegalDay | null>((last, one) => (one && (!last || one > last) ? one : last), null)

export type MarkedRow = { case_id: string; step: string; on: LegalDay }
export type TriedRow = { case_id: string; type: string; on_day: LegalDay; reached: boolean }
export type Tried = { type: string; onDay: LegalDay; reached: boolean }

/** Of each file and step the last day it was taken; for readTogether(). */
export const markedQuery = (ids: readonly string[], steps: readonly string[]) => Prisma.sql`
  SELECT case_id, step, max(event_on) AS on FROM case_event
  WHERE case_id = ANY (${[...ids]}::uuid[]) AND step = ANY (${[...steps]}) GROUP BY case_id, step`

/** Attempts that reached nobody, and rechecks; oldest first; for readTogether(). */
export const triedQuery = (ids: readonly string[]) => Prisma.sql`
  SELECT case_id, type, on_day, reached FROM visit
  WHERE case_id = ANY (${[...ids]}::uuid[]) AND (NOT reached OR type = 'recheck') ORDER BY on_day`

/** Of each file: step → the last day it was taken. */
export function markedDays(rows: readonly MarkedRow[]): Map<string, Map<string, LegalDay>> {
  const found = new Map<string, Map<string, LegalDay>>()
  for (const row of rows) found.set(row.case_id, (found.get(row.case_id) ?? new Map()).set(row.step, row.on))
  return found
}

/** Of each file, in the order of the rows. */
export function triedContacts(rows: readonly TriedRow[]): Map<string, Tried[]> {
  const found = new Map<string, Tried[]>()
  for (const { case_id, type, on_day: onDay, reached } of rows)
    found.set(case_id, [...(found.get(case_id) ?? []), { type, onDay, reached }])
  return found
}

/** Days of attempts after the person was last reached. */
export const attemptsSince = (tried: readonly Tried[], lastContactOn: LegalDay | null): LegalDay[] =>
  tried
    .filter(
      (one) =>
        !one.reached &&
        (contactRecords as readonly string[]).includes(one.type) &&
        (!lastContactOn || one.onDay > lastContactOn),
    )
    .map((one) => one.onDay)

type FileRow = Pick<HandoffFacts, 'state' | 'sex' | 'openedOn' | 'birthOn' | 'scopeKey'> & { id: string }
type OwnDays = Pick<
  HandoffFacts,
  | 'noticeOn'
  | 'releaseDueOn'
  | 'releasedOn'
  | 'firstTalkOn'
  | 'helpStartOn'
  | 'helpEndOn'
  | 'levelOn'
  | 'placedOn'
  | 'placementCheckedOn'
  | 'screenedOn'
  | 'lastContactOn'
  | 'lastMeetingOn'
  | 'awayUntil'
  | 'pausedOn'
  | 'unreachableOn'
  | 'declinedOn'
  | 'endReviewedOn'
>
type OwnRow = Pick<
  HandoffFacts,
  | 'sourceType'
  | 'releaseCertNo'
  | 'supportLevel'
  | 'pairHelperPostId'
  | 'agreementStatus'
  | 'placementType'
  | 'contactsMade'
> & { id: string; keyCategory: string[] | null; handedOverAt: string | null; beforeSystem: boolean; days: OwnDays }
type Rows = {
  files: FileRow[]
  own: OwnRow[]
  marked: MarkedRow[]
  tried: TriedRow[]
  measures: { case_id: string; on: LegalDay }[]
}

const queries = (ids: readonly string[]) => ({
  files: Prisma.sql`SELECT id, state, sex, opened_on AS "openedOn", birth_on AS "birthOn", scope_key AS "scopeKey"
    FROM case_file WHERE id = ANY (${[...ids]}::uuid[]) AND kind = 'handoff'`,
  own: Prisma.sql`SELECT case_id AS id, source_type AS "sourceType", release_cert_no AS "releaseCertNo", key_category AS "keyCategory",
      support_level AS "supportLevel", pair_helper_post_id AS "pairHelperPostId", agreement_status AS "agreementStatus",
      placement_type AS "placementType", contacts_made AS "contactsMade", handed_over_at AS "handedOverAt", before_system AS "beforeSystem",
      json_build_object('noticeOn', notice_on, 'releaseDueOn', release_due_on, 'releasedOn', released_on, 'firstTalkOn', first_talk_on,
        'helpStartOn', help_start_on, 'helpEndOn', help_end_on, 'levelOn', level_on, 'placedOn', placed_on,
        'placementCheckedOn', placement_checked_on, 'screenedOn', screened_on, 'lastContactOn', last_contact_on,
        'lastMeetingOn', last_meeting_on, 'awayUntil', away_until, 'pausedOn', paused_on, 'unreachableOn', unreachable_on,
        'declinedOn', declined_on, 'endReviewedOn', end_reviewed_on) AS days
    FROM handoff_file WHERE case_id = ANY (${[...ids]}::uuid[])`,
  marked: markedQuery(ids, MARKING),
  tried: triedQuery(ids),
  measures: Prisma.sql`SELECT case_id, min(referred_on) AS on FROM handoff_measure
    WHERE case_id = ANY (${[...ids]}::uuid[]) AND result_on IS NULL GROUP BY case_id`,
})

/** The facts of released persons' files, in one statement. Files out of scope are left out. */
export async function handoffFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, HandoffFacts>> {
  const book = await ruleBook(db)
  const { files, ...rows } = await readTogether<Rows>(db, queries(caseIds))
  const own = new Map(rows.own.map((row) => [row.id, row]))
  const marked = markedDays(rows.marked)
  const tried = triedContacts(rows.tried)
  const openMeasure = new Map(rows.measures.map((row) => [row.case_id, row.on]))

  const result = new Map<string, HandoffFacts>()
  for (const file of files) {
    const row = own.get(file.id)
    if (!row) continue
    const at = (step: string) => marked.get(file.id)?.get(step) ?? null
    const attempts = tried.get(file.id) ?? []
    const { openedOn } = file
    const noShowOn = at('no_show')
    const since = (type: string) =>
      noShowOn !== null && attempts.some((one) => one.type === type && one.onDay >= noShowOn)
    const disputedOn = at('dispute')
    const decidedOn = at('decide_dispute')
    const days = { ...row.days, handedOverOn: row.handedOverAt && dayOf(new Date(row.handedOverAt)) }
    const facts = freshFacts({
      state: file.state,
      openedOn,
      sex: file.sex,
      birthOn: file.birthOn,
      scopeKey: file.scopeKey,
      sourceType: row.sourceType,
      releaseCertNo: row.releaseCertNo,
      keyCategory: row.keyCategory ?? [],
      mustPickup: mustPickup(row.keyCategory ?? []),
      supportLevel: row.supportLevel,
      pairHelperPostId: row.pairHelperPostId,
      agreementStatus: row.agreementStatus,
      placementType: row.placementType,
      contactsMade: row.contactsMade,
      ...days,
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
      helpStartedOn: at('start_help') ?? (row.supportLevel || row.beforeSystem ? (days.helpStartOn ?? openedOn) : null),
      resumedOn: latest(at('resume'), at('resume_service'), row.beforeSystem ? openedOn : null),
      transferredOn: at('transfer'),
      disputedOn: disputedOn && (!decidedOn || disputedOn > decidedOn) ? disputedOn : null,
      attempts: attemptsSince(attempts, days.lastContactOn),
      lastRecheckOn: latest(...attempts.filter((one) => one.type === 'recheck').map((one) => one.onDay)),
      openMeasureOn: openMeasure.get(file.id) ?? null,
    })
    facts.releaseUrgent = releaseUrgent(facts.releaseDueOn, facts.releaseKnownOn, book)
    const on = facts.helpStartedOn ?? openedOn
    result.set(file.id, { ...facts, ...monthlyContact(facts, (rule) => book.rule(rule, on).value) })
  }
  return result
}

/** Support measures of a file that wait for a result, oldest first. */
export async function openMeasures(
  db: Db,
  caseId: string,
): Promise<{ id: string; type: string; referredOn: LegalDay }[]> {
  const rows = await db.handoffMeasure.findMany({ where: { caseId, resultOn: null }, orderBy: { referredOn: 'asc' } })
  return rows.map((row) => ({ id: row.id, type: row.type, referredOn: dbToDay(row.referredOn) }))
}
