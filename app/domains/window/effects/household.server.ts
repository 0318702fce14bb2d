/** What the steps and visits of a household's card do to the database. */
import type { Effect, EffectContext } from '~/casefile/domain'
import { addPaper } from '~/casefile/papers/add-paper.server'
import type { VisitEffect } from '~/casefile/visits/record-visit.server'
import { dayToDb, dbToDay } from '~/lib/dates'
import type { HouseholdFacts } from '../facts'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- effects of one kind take inputs of many shapes */
type Work = EffectContext<any, HouseholdFacts>

async function change({ db, file, input }: Work) {
  const { membersCount, hardship, needs } = input
  await db.householdFile.update({ where: { caseId: file.id }, data: { membersCount, hardship, needs } })
}

const ending =
  (cause: string): Effect<HouseholdFacts> =>
  async ({ db, file, input, eventOn, hand, at }) => {
    await db.householdFile.update({ where: { caseId: file.id }, data: { endedOn: dayToDb(eventOn), endCause: cause } })
    if (input.paper) await addPaper(db, file, { ...input.paper, code: cause, step: cause, addedBy: hand.postId, at })
  }

export const householdEffects: Record<string, Effect<HouseholdFacts>> = {
  change,
  end: ending('ended'),
  died: ending('death'),
  moved_away: ending('moved_away'),
  withdrawn: ending('withdrawn'),
}

/** Visits to the house count; the latest day counts, also when they are entered out of order. */
export const householdVisited: VisitEffect = async ({ ctx: { db }, file, visit }) => {
  if (visit.type !== 'visit' || visit.reached !== 'yes') return
  const row = await db.householdFile.findUniqueOrThrow({ where: { caseId: file.id }, select: { lastVisitOn: true } })
  const newer = !row.lastVisitOn || dbToDay(row.lastVisitOn) < visit.onDay
  await db.householdFile.update({
    where: { caseId: file.id },
    data: { visitsMade: { increment: 1 }, ...(newer && { lastVisitOn: dayToDb(visit.onDay) }) },
  })
}
