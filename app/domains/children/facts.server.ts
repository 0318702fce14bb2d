/** The facts of this room's files, in one statement for all their tables. Files out of scope are left out. */
import { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import { readTogether, type Db } from '~/lib/db.server'
import { freshFacts, type ChildFacts, type GuardianshipFacts } from './facts'

type Id = { id: string }
type FileRow = Id & Pick<ChildFacts, 'state' | 'openedOn' | 'sex' | 'birthOn' | 'scopeKey'>
type OwnRow = Id &
  Pick<
    ChildFacts,
    | 'category'
    | 'away'
    | 'living'
    | 'livingAlone'
    | 'unattended'
    | 'alarmOn'
    | 'schoolCode'
    | 'classCode'
    | 'enrolledOn'
    | 'dropoutOn'
    | 'guardianshipLevel'
    | 'levelOn'
    | 'confirmedOn'
    | 'agreementTo'
    | 'inCareOn'
    | 'lastVisitOn'
    | 'visitsMade'
    | 'teacherVisitOn'
    | 'teacherVisits'
    | 'aidScreenedOn'
    | 'dangerOn'
    | 'dangerAt'
    | 'reportLateOn'
    | 'reported'
    | 'parentBackOn'
    | 'exitDueOn'
  >
type ParentRow = Id & { who: string; away: boolean; capacity: string | null }

const head = Prisma.sql`id, state, sex, opened_on AS "openedOn", birth_on AS "birthOn", scope_key AS "scopeKey"`

/** Of children's files. A reader without the full view sees no parents: their rows are not his. */
export async function childFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, ChildFacts>> {
  const ids = [...caseIds]
  const rows = await readTogether<{ files: FileRow[]; own: OwnRow[]; parents: ParentRow[] }>(db, {
    files: Prisma.sql`SELECT ${head} FROM case_file WHERE id = ANY (${ids}::uuid[]) AND kind = 'child'`,
    own: Prisma.sql`SELECT case_id AS id, category, away, living, living_alone AS "livingAlone", unattended, alarm_on AS "alarmOn",
        school_code AS "schoolCode", class_code AS "classCode", enrolled_on AS "enrolledOn", dropout_on AS "dropoutOn",
        guardianship_level AS "guardianshipLevel", level_on AS "levelOn", confirmed_on AS "confirmedOn", agreement_to AS "agreementTo",
        in_care_on AS "inCareOn", last_visit_on AS "lastVisitOn", visits_made AS "visitsMade", teacher_visit_on AS "teacherVisitOn",
        teacher_visits AS "teacherVisits", aid_screened_on AS "aidScreenedOn", danger_on AS "dangerOn",
        danger_at AS "dangerAt", (report_late_at AT TIME ZONE 'Asia/Shanghai')::date AS "reportLateOn",
        reported_at IS NOT NULL AS reported, parent_back_on AS "parentBackOn", exit_due_on AS "exitDueOn"
      FROM child_file WHERE case_id = ANY (${ids}::uuid[])`,
    parents: Prisma.sql`SELECT case_id AS id, who, away, capacity FROM child_parent WHERE case_id = ANY (${ids}::uuid[])`,
  })
  const own = new Map(rows.own.map(({ id, ...row }) => [id, row]))
  return new Map(
    rows.files.flatMap(({ id, ...file }): [string, ChildFacts][] => {
      const row = own.get(id)
      if (!row) return []
      const parents = rows.parents
        .filter((one) => one.id === id)
        .map(({ who, away, capacity }) => ({ who, away, capacity }))
      return [[id, freshFacts({ ...file, ...row, parents })]]
    }),
  )
}

type GuardRow = Id & {
  proposedOn: LegalDay
  proposedUser: string
  form: string | null
  fromOn: LegalDay | null
  untilOn: LegalDay | null
  reviewedOn: LegalDay | null
}

export async function guardianshipFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, GuardianshipFacts>> {
  const ids = [...caseIds]
  const rows = await readTogether<{ files: FileRow[]; own: GuardRow[] }>(db, {
    files: Prisma.sql`SELECT ${head} FROM case_file WHERE id = ANY (${ids}::uuid[]) AND kind = 'guardianship'`,
    own: Prisma.sql`SELECT case_id AS id, proposed_on AS "proposedOn", proposed_user AS "proposedUser", form, from_on AS "fromOn",
        until_on AS "untilOn", reviewed_on AS "reviewedOn" FROM guardianship_file WHERE case_id = ANY (${ids}::uuid[])`,
  })
  const own = new Map(rows.own.map(({ id, ...row }) => [id, row]))
  return new Map(
    rows.files.flatMap(({ id, ...file }): [string, GuardianshipFacts][] => {
      const row = own.get(id)
      return row ? [[id, { ...file, ...row }]] : []
    }),
  )
}
