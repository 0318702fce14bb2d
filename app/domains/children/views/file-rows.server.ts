/** What the page of a child's file reads beside the frame, one query a table; rows that the reader's view hides do not come. */
import { Prisma } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import type { LegalDay } from '~/lib/dates'
import type { CaseRow } from '~/casefile/domain'
import type { Directory } from '~/orgs/find-units.server'
import { maskPhone } from '~/people/identity'
import * as terms from '../terms'
import { classWord } from './list.server'

type Own = {
  category: string
  away: string
  living: string
  livingAlone: boolean
  unattended: boolean
  alarmOn: LegalDay | null
  schooling: string
  schoolCode: string | null
  classCode: string | null
  grade: number | null
  enrolledOn: LegalDay | null
  dropoutOn: LegalDay | null
  level: string | null
  levelOn: LegalDay | null
  supportUntil: LegalDay | null
  confirmedOn: LegalDay | null
  eligibility: string | null
  hardshipOfferedOn: LegalDay | null
  agreementFrom: LegalDay | null
  agreementTo: LegalDay | null
  carerDeclinedOn: LegalDay | null
  alternatives: string[]
  needEnc: string | null
  planEnc: string | null
  callSchedule: string | null
  dangerAt: string | null
  reportedAt: string | null
  reportNo: string | null
  parentBackOn: LegalDay | null
  exitCause: string | null
  exitedOn: LegalDay | null
}
type Parent = {
  who: string
  nameEnc: string | null
  phoneEnc: string | null
  away: boolean
  reason: string | null
  sinceOn: LegalDay | null
  province: string | null
  returnPlanEnc: string | null
  capacity: string | null
  backOn: LegalDay | null
}
type Carer = { nameEnc: string; phoneEnc: string | null; relation: string; fromOn: LegalDay }
type Agreement = {
  signedOn: LegalDay
  fromOn: LegalDay
  toOn: LegalDay
  signers: string[]
  viewHow: string
  viewEnc: string | null
  notifiedSchoolOn: LegalDay | null
  notifiedVillageOn: LegalDay | null
}
type Hidden = { parentInCustody: boolean; healthEnc: string | null; healthConsentOn: LegalDay | null }
type Risk = {
  sign: string
  factsEnc: string
  foundAt: string
  byName: string
  endedOn: LegalDay | null
  resultEnc: string | null
}
type Sibling = { id: string; caseNo: string; name: string }
type Guard = { id: string; caseNo: string; state: string }

export type FileRows = {
  own: Own[]
  parents: Parent[]
  carers: Carer[]
  agreements: Agreement[]
  hidden: Hidden[]
  risks: Risk[]
  siblings: Sibling[]
  guards: Guard[]
}

const own = (
  file: CaseRow,
) => Prisma.sql`SELECT category, away, living, living_alone AS "livingAlone", unattended, alarm_on AS "alarmOn", schooling,
    school_code AS "schoolCode", class_code AS "classCode", grade, enrolled_on AS "enrolledOn", dropout_on AS "dropoutOn",
    guardianship_level AS level, level_on AS "levelOn", support_until AS "supportUntil", confirmed_on AS "confirmedOn", eligibility,
    hardship_offered_on AS "hardshipOfferedOn", agreement_from AS "agreementFrom", agreement_to AS "agreementTo",
    carer_declined_on AS "carerDeclinedOn", alternatives, need_enc AS "needEnc", plan_enc AS "planEnc", call_schedule AS "callSchedule",
    danger_at AS "dangerAt", reported_at AS "reportedAt", report_no AS "reportNo", parent_back_on AS "parentBackOn",
    exit_cause AS "exitCause", exited_on AS "exitedOn" FROM child_file WHERE case_id = ${file.id}::uuid`
const carers = (
  file: CaseRow,
) => Prisma.sql`SELECT name_enc AS "nameEnc", phone_enc AS "phoneEnc", relation, from_on AS "fromOn"
    FROM child_carer WHERE case_id = ${file.id}::uuid AND until_on IS NULL`

/** For the limited view: the plain words alone. */
export const limitedQueries = (file: CaseRow) => ({ own: own(file) })
export const schoolQueries = (file: CaseRow) => ({ own: own(file), carers: carers(file) })
export const fullQueries = (file: CaseRow) => ({
  own: own(file),
  carers: carers(file),
  parents: Prisma.sql`SELECT who, name_enc AS "nameEnc", phone_enc AS "phoneEnc", away, reason, since_on AS "sinceOn", province,
      return_plan_enc AS "returnPlanEnc", capacity, back_on AS "backOn" FROM child_parent WHERE case_id = ${file.id}::uuid ORDER BY who`,
  agreements: Prisma.sql`SELECT signed_on AS "signedOn", from_on AS "fromOn", to_on AS "toOn", signers, view_how AS "viewHow", view_enc AS "viewEnc",
      notified_school_on AS "notifiedSchoolOn", notified_village_on AS "notifiedVillageOn" FROM child_agreement WHERE case_id = ${file.id}::uuid ORDER BY from_on DESC, id DESC LIMIT 5`,
  hidden: Prisma.sql`SELECT parent_in_custody AS "parentInCustody", health_enc AS "healthEnc", health_consent_on AS "healthConsentOn" FROM child_private WHERE case_id = ${file.id}::uuid`,
  risks: Prisma.sql`SELECT sign, facts_enc AS "factsEnc", found_at AS "foundAt", by_name AS "byName", ended_on AS "endedOn", result_enc AS "resultEnc"
      FROM child_risk WHERE case_id = ${file.id}::uuid ORDER BY found_at DESC LIMIT 10`,
  siblings: Prisma.sql`SELECT c.id, c.case_no AS "caseNo", c.name FROM child_file a JOIN child_file b ON b.family_id = a.family_id AND b.case_id <> a.case_id
      JOIN case_file c ON c.id = b.case_id WHERE a.case_id = ${file.id}::uuid LIMIT 20`,
  guards: Prisma.sql`SELECT c.id, c.case_no AS "caseNo", c.state FROM guardianship_file g JOIN case_file c ON c.id = g.case_id WHERE g.child_case_id = ${file.id}::uuid ORDER BY c.opened_on DESC LIMIT 5`,
})

const word = (of: Record<string, string>, code: string | null) => (code ? (of[code] ?? code) : null)
const opened = (value: string | null, context: string) => (value ? decrypt(value, context) : null)

/** School, class and grade in words; what is known to whoever sees the file. */
export function aboutOf(file: CaseRow, rows: Pick<FileRows, 'own'>, { units }: Directory) {
  const row = rows.own[0]!
  return {
    category: word(terms.plainCategories, row.category)!,
    schooling: word(terms.schoolings, row.schooling)!,
    school: row.schoolCode && (units.get(row.schoolCode)?.name ?? row.schoolCode),
    schoolPhone: row.schoolCode ? (units.get(row.schoolCode)?.phone ?? null) : null,
    class: row.schoolCode ? classWord(row.classCode, row.schoolCode) : '',
    grade: terms.gradeWord(row.grade),
    enrolledOn: row.enrolledOn,
    dropoutOn: row.dropoutOn,
    supportUntil: row.supportUntil,
    need: opened(row.needEnc, `child_need:${file.id}`),
    away: word(terms.awayParents, row.away)!,
    living: word(terms.livings, row.living)!,
    alone: row.livingAlone,
    unattended: row.unattended,
    alarmOn: row.alarmOn,
    callSchedule: row.callSchedule,
    agreementFrom: row.agreementFrom,
    agreementTo: row.agreementTo,
    exitCause: word(terms.exitCauses, row.exitCause),
    exitedOn: row.exitedOn,
  }
}
export type About = ReturnType<typeof aboutOf>

export function carerOf(file: CaseRow, { carers }: Pick<FileRows, 'carers'>, clear: boolean) {
  const row = carers[0]
  if (!row) return null
  const phone = opened(row.phoneEnc, `child_carer:${file.id}`)
  return {
    name: decrypt(row.nameEnc, `child_carer:${file.id}`),
    relation: word(terms.carerRelations, row.relation)!,
    fromOn: row.fromOn,
    phone: phone ? { masked: maskPhone(phone), ...(clear && { clear: phone }) } : null,
  }
}

/** What the view full alone reads. */
export function careOf(file: CaseRow, rows: FileRows, clear: boolean) {
  const row = rows.own[0]!
  const hidden = rows.hidden[0]
  return {
    realCategory: hidden?.parentInCustody ? terms.categories.parent_in_custody : null,
    eligibility: word(terms.eligibilities, row.eligibility),
    confirmedOn: row.confirmedOn,
    hardshipOfferedOn: row.hardshipOfferedOn,
    level: row.level && { code: row.level, label: word(terms.levels, row.level)! },
    levelOn: row.levelOn,
    plan: opened(row.planEnc, `child_plan:${file.id}`),
    carerDeclinedOn: row.carerDeclinedOn,
    alternatives: row.alternatives.map((code) => word(terms.alternatives, code)!),
    dangerAt: row.dangerAt,
    reportedAt: row.reportedAt,
    reportNo: row.reportNo,
    parentBackOn: row.parentBackOn,
    health: opened(hidden?.healthEnc ?? null, `child_health:${file.id}`),
    healthConsentOn: hidden?.healthConsentOn ?? null,
    parents: rows.parents.map((one) => {
      const phone = opened(one.phoneEnc, `child_parent:${file.id}`)
      return {
        who: word(terms.parents, one.who)!,
        name: opened(one.nameEnc, `child_parent:${file.id}`),
        phone: phone ? { masked: maskPhone(phone), ...(clear && { clear: phone }) } : null,
        away: one.away,
        reason: word(terms.awayReasons, one.reason),
        sinceOn: one.sinceOn,
        province: one.province,
        returnPlan: opened(one.returnPlanEnc, `child_parent:${file.id}`),
        capacity: word(terms.capacities, one.capacity),
        backOn: one.backOn,
      }
    }),
    agreements: rows.agreements.map(({ viewEnc, viewHow, signers, ...one }) => ({
      ...one,
      signers: signers.map((who) => word(terms.parents, who)).join('、'),
      viewHow: word(terms.viewHows, viewHow)!,
      view: opened(viewEnc, `child_view:${file.id}`),
    })),
    risks: rows.risks.map((one) => ({
      sign: word(terms.signs, one.sign)!,
      facts: decrypt(one.factsEnc, `child_risk:${file.id}`),
      foundAt: one.foundAt,
      byName: one.byName,
      endedOn: one.endedOn,
      result: opened(one.resultEnc, `child_risk:${file.id}`),
    })),
    siblings: rows.siblings,
    guards: rows.guards,
  }
}
export type Care = ReturnType<typeof careOf>
