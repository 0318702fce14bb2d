import { Prisma } from '~/generated/prisma/client'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { freshFacts, type FamilyClass, type RecheckClass, type ReliefFacts, type Route } from './facts'

import { recheckFrom } from './rules'

type Day = Date | null
type Row = {
  id: string
  state: string
  opened_on: Date
  sex: string
  birth_on: Day
  scope_key: string
  route: string | null
  complex: boolean
  persons: number
  accepted_on: Date
  supplement_on: Day
  emergency_at: Day
  emergency_fen: number | null
  papers_done_on: Day
  surveyed_on: Day
  checked_on: Day
  proposed_on: Day
  proposed_fen: number | null
  notice_exempt: string | null
  protected_person: boolean
  decided_on: Day
  decided_fen: number | null
  told_on: Day
  objected_on: Day
  back_on: Day
  heard_on: Day
  recheck_class: string | null
  rechecked_on: Day
  ended_on: Day
  false_papers: boolean
  unclaimed: boolean
  died_on: Day
  last_paid_on: Day
  recover_fen: number | null
  recover_from: Day
  before_system: boolean
  accepted_user: string | null
  checked_user: string | null
  surveyed_users: string[] | null
  decided_user: string | null
  first_decided_user: string | null
  cause: string | null
  family_class: string | null
  own_income_fen: number | null
  income_fen: number | null
  assets_fen: number | null
  rigid_fen: number | null
  check_result: string | null
  members_income: number
  authorised: boolean
  supplemented_on: Day
  notice_to: Day
  open_objection: Day
  recused: string[] | null
  standard_fen: number | null
  same_cause: boolean
  once: boolean
  kind: string
  child_category: string | null
  school_stage: string | null
}
const day = (date: Day): LegalDay | null => date && dbToDay(date)
const later = (a: LegalDay, b: LegalDay | null): LegalDay => (b && b > a ? b : a)

/** Awards (alias a) that the town has to look into: back from the bank, or held. Of a reserve it is finance's own matter. */
export const paymentBack = Prisma.sql`(a.state IN ('failed', 'returned') OR (a.state = 'unpaid' AND a.state_reason = 'dead')) AND a.part NOT IN ('quick', 'first')`

/** Paid payments (alias a) that reached somebody; urgent relief was handed over in person, and the reserve was made good for it. */
export const paidOut = Prisma.sql`a.state = 'paid' AND a.part NOT IN ('quick', 'first')`

/** The standard (低保标准) in force at a file's county, or its city's, on the day of the transaction. */
export const standardSql = (scopeKey: Prisma.Sql) => Prisma.sql`(SELECT s.amount_fen FROM relief_standard s
  WHERE s.state = 'in_force' AND s.region IN (left(${scopeKey}, 6), left(${scopeKey}, 4)) AND s.effective_from <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date
  ORDER BY length(s.region) DESC, s.effective_from DESC LIMIT 1)`

/** The facts of relief files, in one statement. Files out of scope are left out. */
export async function reliefFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, ReliefFacts>> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.id, c.state, c.opened_on, c.sex, c.birth_on, c.scope_key, f.*, m.cause, m.family_class, m.own_income_fen, m.income_fen, m.assets_fen, m.rigid_fen, m.check_result,
      (SELECT coalesce(sum(b.income_fen), 0)::int FROM relief_member b WHERE b.case_id = c.id AND b.counted AND b.until_on IS NULL) AS members_income,
      EXISTS (SELECT 1 FROM relief_authorisation a WHERE a.case_id = c.id AND a.capacity = 'applicant' AND a.withdrawn_on IS NULL) AS authorised,
      (SELECT max(e.event_on) FROM case_event e WHERE e.case_id = c.id AND e.step = 'supplemented') AS supplemented_on,
      (SELECT max(n.to_on) FROM relief_notice n WHERE n.case_id = c.id AND n.type = 'proposed' AND n.taken_down_at IS NULL) AS notice_to,
      (SELECT (min(o.received_at) AT TIME ZONE 'Asia/Shanghai')::date FROM relief_objection o WHERE o.case_id = c.id AND o.state = 'open') AS open_objection,
      (SELECT min((a.state_at AT TIME ZONE 'Asia/Shanghai')::date) FROM relief_award a WHERE a.case_id = c.id AND ${paymentBack}) AS back_on,
      (SELECT max(a.paid_on) FROM relief_award a WHERE a.case_id = c.id AND ${paidOut}) AS last_paid_on,
      v.recover_fen, v.recover_from, (SELECT q.died_on FROM person q WHERE q.id = c.person_id) AS died_on,
      (f.false_papers AND v.recover_fen IS NULL AND EXISTS (SELECT 1 FROM relief_award a WHERE a.case_id = c.id AND ${paidOut})) AS unclaimed,
      (SELECT array_agg(r.user_id) FROM relief_recusal r WHERE r.case_id = c.id) AS recused,
      ${standardSql(Prisma.sql`c.scope_key`)} AS standard_fen,
      (c.kind = 'relief_temp' AND c.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM case_file c2 JOIN relief_file f2 ON f2.case_id = c2.id JOIN relief_means m2 ON m2.case_id = c2.id
        WHERE c2.person_id = c.person_id AND c2.kind = 'relief_temp' AND c2.id <> c.id AND m2.cause = m.cause AND f2.decision = 'granted'
          AND f2.decided_on > ((app_now() AT TIME ZONE 'Asia/Shanghai')::date - interval '1 year')::date)) AS same_cause,
      (c.kind IN ('relief_school', 'relief_training') AND c.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM case_file c3 JOIN relief_file f3 ON f3.case_id = c3.id
        WHERE c3.person_id = c.person_id AND c3.kind = c.kind AND c3.id <> c.id AND f3.decision = 'granted' AND CASE c.kind WHEN 'relief_school' THEN f3.school_year = f.school_year
          ELSE f3.trade = f.trade AND date_part('year', f3.decided_on) = date_part('year', app_now() AT TIME ZONE 'Asia/Shanghai') END)) AS once
    FROM case_file c JOIN relief_file f ON f.case_id = c.id LEFT JOIN relief_means m ON m.case_id = c.id
      LEFT JOIN LATERAL (SELECT sum(w.due_fen - w.recovered_fen - w.waived_fen)::int AS recover_fen,
        GREATEST(min(w.found_on) FILTER (WHERE w.due_fen > w.recovered_fen + w.waived_fen), max(w.last_on)) AS recover_from FROM relief_recovery w WHERE w.case_id = c.id) v ON TRUE
    WHERE c.id = ANY (${[...caseIds]}::uuid[])`)
  const book = await ruleBook(db)
  return new Map(
    rows.map((row) => {
      const facts = factsOf(row)
      return [row.id, { ...facts, recheckFrom: recheckFrom(facts, book) }]
    }),
  )
}

const ONCE: Record<string, string> = {
  relief_school: '本学年已经享受过教育救助',
  relief_training: '本年度同一工种已经享受过培训补贴',
}

function factsOf(row: Row): ReliefFacts {
  const acceptedOn = dbToDay(row.accepted_on)
  return freshFacts({
    state: row.state,
    openedOn: dbToDay(row.opened_on),
    sex: row.sex,
    birthOn: day(row.birth_on),
    scopeKey: row.scope_key,
    route: row.route as Route | null,
    cause: row.cause,
    familyClass: (row.family_class ?? 'none') as FamilyClass,
    complex: row.complex,
    persons: row.persons,
    ownIncomeFen: row.own_income_fen ?? 0,
    membersIncomeFen: row.members_income,
    incomeFen: row.income_fen,
    assetsFen: row.assets_fen,
    rigidFen: row.rigid_fen,
    checkResult: row.check_result,
    standardFen: row.standard_fen,
    acceptedOn,
    runsFrom: later(acceptedOn, day(row.supplemented_on)),
    supplementOn: day(row.supplement_on),
    emergencyOn: row.emergency_at && dayOf(row.emergency_at),
    emergencyFen: row.emergency_fen,
    papersDoneOn: day(row.papers_done_on),
    surveyedOn: day(row.surveyed_on),
    authorised: row.authorised,
    checkedOn: day(row.checked_on),
    proposedOn: day(row.proposed_on),
    proposedFen: row.proposed_fen,
    noticeTo: day(row.notice_to),
    noticeExempt: row.notice_exempt !== null,
    protectedPerson: row.protected_person,
    decidedOn: day(row.decided_on),
    decidedFen: row.decided_fen,
    toldOn: day(row.told_on),
    objectedOn: day(row.objected_on),
    backOn: day(row.back_on),
    openObjection: day(row.open_objection),
    heardOn: day(row.heard_on),
    recheckClass: row.recheck_class as RecheckClass | null,
    recheckedOn: day(row.rechecked_on),
    endedOn: day(row.ended_on),
    falsePapers: row.false_papers,
    unclaimed: row.unclaimed,
    personDiedOn: day(row.died_on),
    lastPaidOn: day(row.last_paid_on),
    recoverFen: row.recover_fen ?? 0,
    recoverFrom: row.recover_fen ? day(row.recover_from) : null,
    sameCauseGranted: row.same_cause,
    onceGranted: row.once ? ONCE[row.kind]! : null,
    childCategory: row.child_category,
    schoolStage: row.school_stage,
    beforeSystem: row.before_system,
    acceptedUser: row.accepted_user,
    checkedUser: row.checked_user,
    surveyedUsers: row.surveyed_users ?? [],
    decidedUser: row.decided_user,
    firstDecidedUser: row.first_decided_user,
    recused: row.recused ?? [],
  })
}
