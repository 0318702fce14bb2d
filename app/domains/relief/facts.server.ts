import { Prisma } from '~/generated/prisma/client'
import { ruleBook } from '~/casefile/rules.server'
import { dayOf, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { freshFacts, type FamilyClass, type RecheckClass, type ReliefFacts, type Route } from './facts'
import { recheckFrom } from './rules'

type Day = LegalDay | null
type Row = {
  id: string
  state: string
  opened_on: LegalDay
  sex: string
  birth_on: Day
  scope_key: string
  route: string | null
  complex: boolean
  persons: number
  accepted_on: LegalDay
  supplement_on: Day
  emergency_at: string | null
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
const later = (a: LegalDay, b: LegalDay | null): LegalDay => (b && b > a ? b : a)

/** The facts of relief files, in one statement. Files out of scope are left out. What each is: `relief_facts` of the database. */
export async function reliefFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, ReliefFacts>> {
  const rows = await db.$queryRaw<{ facts: Row }[]>(
    Prisma.sql`SELECT f AS facts FROM relief_facts(${[...caseIds]}::uuid[]) f`,
  )
  const book = await ruleBook(db)
  return new Map(
    rows.map(({ facts: row }) => {
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
  const acceptedOn = row.accepted_on
  return freshFacts({
    state: row.state,
    openedOn: row.opened_on,
    sex: row.sex,
    birthOn: row.birth_on,
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
    runsFrom: later(acceptedOn, row.supplemented_on),
    supplementOn: row.supplement_on,
    emergencyOn: row.emergency_at && dayOf(new Date(row.emergency_at)),
    emergencyFen: row.emergency_fen,
    papersDoneOn: row.papers_done_on,
    surveyedOn: row.surveyed_on,
    authorised: row.authorised,
    checkedOn: row.checked_on,
    proposedOn: row.proposed_on,
    proposedFen: row.proposed_fen,
    noticeTo: row.notice_to,
    noticeExempt: row.notice_exempt !== null,
    protectedPerson: row.protected_person,
    decidedOn: row.decided_on,
    decidedFen: row.decided_fen,
    toldOn: row.told_on,
    objectedOn: row.objected_on,
    backOn: row.back_on,
    openObjection: row.open_objection,
    heardOn: row.heard_on,
    recheckClass: row.recheck_class as RecheckClass | null,
    recheckedOn: row.rechecked_on,
    endedOn: row.ended_on,
    falsePapers: row.false_papers,
    unclaimed: row.unclaimed,
    personDiedOn: row.died_on,
    lastPaidOn: row.last_paid_on,
    recoverFen: row.recover_fen ?? 0,
    recoverFrom: row.recover_fen ? row.recover_from : null,
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
