/** What a recorded visit changes on the kind's own table, before duties are planned anew. */
import type { VisitEffect } from '~/casefile/visits/record-visit.server'
import { dayToDb, dbToDay } from '~/lib/dates'
import { contactRecords } from '../terms'

/** Last contact, first talk, last meeting: the latest day counts, also when visits are entered out of order. */
export const handoffVisited: VisitEffect = async ({ ctx: { db }, file, visit }) => {
  if (visit.reached !== 'yes') return
  const row = await db.handoffFile.findUniqueOrThrow({
    where: { caseId: file.id },
    select: { lastContactOn: true, firstTalkOn: true, lastMeetingOn: true },
  })
  const on = dayToDb(visit.onDay)
  const newer = (known: Date | null) => !known || dbToDay(known) < visit.onDay
  const contact = (contactRecords as readonly string[]).includes(visit.type)
  await db.handoffFile.update({
    where: { caseId: file.id },
    data: {
      ...(contact && { contactsMade: { increment: 1 }, ...(newer(row.lastContactOn) && { lastContactOn: on }) }),
      ...(visit.type === 'first_talk' && !row.firstTalkOn && { firstTalkOn: on }),
      ...(visit.type === 'group_meeting' && newer(row.lastMeetingOn) && { lastMeetingOn: on }),
    },
  })
}
