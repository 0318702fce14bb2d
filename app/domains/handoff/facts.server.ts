import type { Prisma } from '~/generated/prisma/client'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { freshFacts, type HandoffFacts, type PlacementType, type SourceType, type SupportLevel } from './facts'
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

const day = (date: Date | null | undefined): LegalDay | null => (date ? dbToDay(date) : null)
export const latest = (...days: (LegalDay | null | undefined)[]): LegalDay | null =>
  days.reduce<LegalDay | null>((last, one) => (one && (!last || one > last) ? one : last), null)

/** Of each file: step → the last day it was taken. */
export async function markedDays(
  db: Db,
  caseIds: readonly string[],
  steps: readonly string[],
): Promise<Map<string, Map<string, LegalDay>>> {
  const rows = await db.caseEvent.groupBy({
    by: ['caseId', 'step'],
    where: { caseId: { in: [...caseIds] }, step: { in: [...steps] } },
    _max: { eventOn: true },
  })
  const found = new Map<string, Map<string, LegalDay>>()
  for (const row of rows)
    if (row._max.eventOn)
      found.set(row.caseId, (found.get(row.caseId) ?? new Map()).set(row.step, dbToDay(row._max.eventOn)))
  return found
}

export type Tried = { type: string; onDay: LegalDay; reached: boolean }

/** Of each file: attempts that reached nobody, and rechecks; oldest first. */
export async function triedContacts(db: Db, caseIds: readonly string[]): Promise<Map<string, Tried[]>> {
  const rows = await db.visit.findMany({
    where: { caseId: { in: [...caseIds] }, OR: [{ reached: false }, { type: 'recheck' }] },
    select: { caseId: true, type: true, onDay: true, reached: true },
    orderBy: { onDay: 'asc' },
  })
  const found = new Map<string, Tried[]>()
  for (const row of rows)
    found.set(row.caseId, [
      ...(found.get(row.caseId) ?? []),
      { type: row.type, onDay: dbToDay(row.onDay), reached: row.reached },
    ])
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

/** The facts of released persons' files, in one statement per table. Files out of scope are left out. */
export async function handoffFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, HandoffFacts>> {
  const ids = [...caseIds]
  const book = await ruleBook(db)
  const files = await db.caseFile.findMany({
    where: { id: { in: ids }, kind: 'handoff' },
    select: { id: true, state: true, openedOn: true, sex: true, birthOn: true, scopeKey: true },
  })
  const own = new Map(
    (await db.handoffFile.findMany({ where: { caseId: { in: ids } } })).map((row) => [row.caseId, row]),
  )
  const marked = await markedDays(db, ids, MARKING)
  const tried = await triedContacts(db, ids)
  const measures = await db.handoffMeasure.groupBy({
    by: ['caseId'],
    where: { caseId: { in: ids }, resultOn: null },
    _min: { referredOn: true },
  })
  const openMeasure = new Map(measures.map((row) => [row.caseId, day(row._min.referredOn)]))

  const result = new Map<string, HandoffFacts>()
  for (const file of files) {
    const row = own.get(file.id)
    if (!row) continue
    const at = (step: string) => marked.get(file.id)?.get(step) ?? null
    const attempts = tried.get(file.id) ?? []
    const openedOn = dbToDay(file.openedOn)
    const noShowOn = at('no_show')
    const since = (type: string) =>
      noShowOn !== null && attempts.some((one) => one.type === type && one.onDay >= noShowOn)
    const disputedOn = at('dispute')
    const decidedOn = at('decide_dispute')
    const days = ownDays(row)
    const facts = freshFacts({
      state: file.state,
      openedOn,
      sex: file.sex,
      birthOn: day(file.birthOn),
      scopeKey: file.scopeKey,
      sourceType: row.sourceType as SourceType,
      releaseCertNo: row.releaseCertNo,
      keyCategory: row.keyCategory,
      mustPickup: mustPickup(row.keyCategory),
      supportLevel: row.supportLevel as SupportLevel | null,
      pairHelperPostId: row.pairHelperPostId,
      agreementStatus: row.agreementStatus,
      placementType: row.placementType as PlacementType,
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

function ownDays(row: Prisma.HandoffFileGetPayload<object>) {
  return {
    noticeOn: day(row.noticeOn),
    releaseDueOn: day(row.releaseDueOn),
    releasedOn: day(row.releasedOn),
    handedOverOn: row.handedOverAt && dayOf(row.handedOverAt),
    firstTalkOn: day(row.firstTalkOn),
    helpStartOn: day(row.helpStartOn),
    helpEndOn: day(row.helpEndOn),
    levelOn: day(row.levelOn),
    placedOn: day(row.placedOn),
    placementCheckedOn: day(row.placementCheckedOn),
    screenedOn: day(row.screenedOn),
    lastContactOn: day(row.lastContactOn),
    lastMeetingOn: day(row.lastMeetingOn),
    awayUntil: day(row.awayUntil),
    pausedOn: day(row.pausedOn),
    unreachableOn: day(row.unreachableOn),
    declinedOn: day(row.declinedOn),
    endReviewedOn: day(row.endReviewedOn),
  }
}

/** Support measures of a file that wait for a result, oldest first. */
export async function openMeasures(
  db: Db,
  caseId: string,
): Promise<{ id: string; type: string; referredOn: LegalDay }[]> {
  const rows = await db.handoffMeasure.findMany({ where: { caseId, resultOn: null }, orderBy: { referredOn: 'asc' } })
  return rows.map((row) => ({ id: row.id, type: row.type, referredOn: dbToDay(row.referredOn) }))
}
