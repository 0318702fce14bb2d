/** What a recorded visit changes on the child's file, before duties are planned anew. */
import type { VisitEffect } from '~/casefile/visits/record-visit.server'
import type { Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { invalid } from '~/lib/errors'
import { records, schoolRecords } from '../terms'

const isOfSchool = (type: string) => (schoolRecords as readonly string[]).includes(type)

/** The school's visits for the school's posts, the village's for the others. */
export const recordsOf = (role: Role): Record<string, string> =>
  Object.fromEntries(Object.entries(records).filter(([type]) => isOfSchool(type) === (role === 'ST' || role === 'SP')))

/** The village records its own visits, the school its own; the latest day counts, also when they are entered out of order. */
export const childVisited: VisitEffect = async ({ ctx: { actor, db }, file, visit }) => {
  if (!Object.hasOwn(recordsOf(actor.role), visit.type)) throw invalid({ type: ['请选择本岗位的走访方式'] })
  if (visit.reached !== 'yes') return
  const on = Prisma.sql`${visit.onDay}::date`
  const sets =
    visit.type === 'home_visit'
      ? [
          Prisma.sql`visits_made = visits_made + 1`,
          Prisma.sql`last_visit_on = greatest(last_visit_on, ${on})`,
          // Somebody has been there since the child was found alone.
          Prisma.sql`alarm_on = CASE WHEN alarm_on <= ${on} THEN NULL ELSE alarm_on END`,
        ]
      : visit.type === 'school_home'
        ? [
            Prisma.sql`teacher_visits = teacher_visits + 1`,
            Prisma.sql`teacher_visit_on = greatest(teacher_visit_on, ${on})`,
          ]
        : []
  if (sets.length)
    await db.$executeRaw(Prisma.sql`UPDATE child_file SET ${Prisma.join(sets)} WHERE case_id = ${file.id}::uuid`)
}
