/** What a recorded visit changes on the kind's own table, before duties are planned anew. */
import type { VisitEffect } from '~/casefile/visits/record-visit.server'
import { Prisma } from '~/generated/prisma/client'
import { contactRecords } from '../terms'

/** Last contact, first talk, last meeting: the latest day counts, also when visits are entered out of order. */
export const handoffVisited: VisitEffect = async ({ ctx: { db }, file, visit }) => {
  if (visit.reached !== 'yes') return
  const on = Prisma.sql`${visit.onDay}::date`
  const sets = [
    ...((contactRecords as readonly string[]).includes(visit.type)
      ? [Prisma.sql`contacts_made = contacts_made + 1`, Prisma.sql`last_contact_on = greatest(last_contact_on, ${on})`]
      : []),
    ...(visit.type === 'first_talk' ? [Prisma.sql`first_talk_on = coalesce(first_talk_on, ${on})`] : []),
    ...(visit.type === 'group_meeting' ? [Prisma.sql`last_meeting_on = greatest(last_meeting_on, ${on})`] : []),
  ]
  if (sets.length)
    await db.$executeRaw(Prisma.sql`UPDATE handoff_file SET ${Prisma.join(sets)} WHERE case_id = ${file.id}::uuid`)
}
