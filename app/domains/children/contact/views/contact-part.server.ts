/** Calls and pairing as a part of the child's case page. */
import type { Ctx } from '~/casefile/act.server'
import { dueWords } from '~/casefile/ui/day-words'
import { judge } from '~/access/policy'
import { dayToDb, dbToDay, formatInstant, shortDay } from '~/lib/dates'
import { callStates, callWays, pairStates, type CallState, type CallWay, type PairState } from '../terms'
import { declinedOn } from './reminders.server'

const staff = ['CD', 'CS', 'SP', 'ST']
const LAST = 6

/** For those who care for the child; null for everybody else. The caller has opened the file and logged it. Three statements. */
export async function readContactPart({ actor, db }: Ctx, caseId: string) {
  if (!staff.includes(actor.role)) return null
  const calls = await db.call.findMany({
    where: { caseId, state: { not: 'cancelled' } },
    orderBy: [{ startsAt: 'desc' }],
    take: LAST,
    select: { id: true, onDay: true, startsAt: true, way: true, state: true },
  })
  const declined = await declinedOn({ db }, caseId)
  const pairings = await db.pairing.findMany({
    where: {
      caseId,
      OR: [
        { state: { in: ['proposed', 'active'] } },
        { endedOn: { gte: dayToDb(`${actor.today.slice(0, 4)}-01-01`) } },
      ],
    },
    orderBy: { id: 'desc' },
    take: LAST,
  })
  const school = actor.role === 'ST' || actor.role === 'SP'
  return {
    caseId,
    today: actor.today,
    calls: calls.map((call) => ({
      id: call.id,
      when: `${shortDay(dbToDay(call.onDay))} ${formatInstant(call.startsAt).slice(11, 16)}`,
      way: callWays[call.way as CallWay],
      state: callStates[call.state as CallState],
      toRecord: school && call.state === 'booked' && call.startsAt <= actor.now,
    })),
    bookHref: school ? `/children/calls?child=${caseId}` : null,
    declined,
    mayWrite: judge(actor.role, 'child', 'W').allowed,
    pairings: pairings.map((one) => ({
      id: one.id,
      helper: one.helperName,
      state: pairStates[one.state as PairState],
      active: one.state === 'active',
      due: one.state === 'active' && one.nextContactOn ? dueWords(dbToDay(one.nextContactOn), actor.today) : null,
    })),
    proposeHref:
      actor.role !== 'ST' && !pairings.some((one) => one.state === 'proposed')
        ? `/children/pairing/new?child=${caseId}`
        : null,
  }
}
export type ContactPartData = NonNullable<Awaited<ReturnType<typeof readContactPart>>>
