/** The facts of legal education, in one statement per kind. Files out of scope are left out. */
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/lib/db.server'
import type { LegalDay } from '~/lib/dates'
import type { MentoringFacts, ServiceFacts } from './facts'
import { serving } from './rules'

type ServiceRow = Omit<ServiceFacts, 'elsewhere' | 'birthOn'> & { id: string; schools: number; retiredTerms: number }

export async function serviceFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, ServiceFacts>> {
  if (!caseIds.length) return new Map()
  const rows = await db.$queryRaw<ServiceRow[]>(Prisma.sql`
    SELECT c.id, c.state, c.opened_on::text AS "openedOn", c.sex, s.nominated_on::text AS "nominatedOn", s.appointed_on::text AS "appointedOn",
      s.from_on::text AS "fromOn", s.until_on::text AS "untilOn", s.vacant_on::text AS "vacantOn", s.training_hours AS "trainingHours", s.term,
      s.born_on::text AS "bornOn", s.retired, e.schools, e.retired_terms AS "retiredTerms",
      (SELECT count(*) FROM case_file o WHERE o.kind = c.kind AND o.scope_key = c.scope_key AND o.id <> c.id AND o.state IN (${Prisma.join([...serving])}))::int AS others
    FROM case_file c JOIN lvp_service s ON s.case_id = c.id CROSS JOIN LATERAL lvp_elsewhere(s.officer_mac, s.scope_key, s.case_id) e
    WHERE c.id = ANY (${[...caseIds]}::uuid[]) AND c.kind = 'legal_lesson'`)
  return new Map(
    rows.map(({ id, schools, retiredTerms, ...row }) => [
      id,
      { ...row, birthOn: null, elsewhere: { schools, retiredTerms } },
    ]),
  )
}

type MentoringRow = Omit<MentoringFacts, 'birthOn'> & { id: string; openedOn: LegalDay }

export async function mentoringFacts(db: Db, caseIds: readonly string[]): Promise<Map<string, MentoringFacts>> {
  if (!caseIds.length) return new Map()
  const rows = await db.$queryRaw<MentoringRow[]>(Prisma.sql`
    SELECT c.id, c.state, c.opened_on::text AS "openedOn", c.sex, m.proposed_on::text AS "proposedOn", m.agreed_on::text AS "agreedOn",
      m.until_on::text AS "untilOn", m.term, m.post_id::text AS "mentorPost"
    FROM case_file c JOIN mentoring_file m ON m.case_id = c.id WHERE c.id = ANY (${[...caseIds]}::uuid[]) AND c.kind = 'mentoring'`)
  return new Map(rows.map(({ id, ...row }) => [id, { ...row, birthOn: null }]))
}
