/** One call: what was booked, what may be done with it now, what became of it. */
import { logAccess } from '~/audit/log.server'
import { fieldBits } from '~/audit/events'
import type { Ctx } from '~/casefile/act.server'
import { loadCase } from '~/casefile/load-case.server'
import { decrypt } from '~/lib/crypto.server'
import { dayOf, dbToDay, formatDay, formatInstant, shortDay, weekday } from '~/lib/dates'
import { consentQuestion } from '../calls/book-call.server'
import { loadCall } from '../calls/load-call.server'
import { mondayOf, whyNoCall, whyNotRecorded } from '../rules'
import * as terms from '../terms'
import { declinedOn } from './reminders.server'

const words = (of: Record<string, string>, codes: readonly string[]) => codes.map((code) => of[code]).join('、')
type Of<T> = keyof T & string

/** Throws 404. */
export async function readCall(ctx: Ctx, id: string | undefined, url: URL) {
  const { actor, db } = ctx
  const call = await loadCall(ctx, id)
  const file = await loadCase(db, 'child', call.caseId)
  const declined = await declinedOn(ctx, file.id)
  const booked = call.state === 'booked'
  const school = actor.role === 'ST' || actor.role === 'SP'
  const bar = booked ? whyNoCall(call.way as terms.CallWay, await consentQuestion(ctx, file)) : undefined
  await logAccess(db, actor, { event: 'read', fileToken: file.fileToken, fields: fieldBits(['outline']) })
  const onDay = dbToDay(call.onDay)
  const clock = (at: Date) => formatInstant(at).slice(11, 16)
  return {
    id: call.id,
    caseId: file.id,
    name: file.name,
    when: `${formatDay(onDay)} ${weekday(onDay)} ${clock(call.startsAt)}–${clock(call.endsAt)}`,
    place: call.place,
    way: terms.callWays[call.way as terms.CallWay],
    parties: words(terms.callParties, call.parties),
    state: call.state as terms.CallState,
    label: terms.callStates[call.state as terms.CallState],
    bookedBy: `${call.bookedName}，${formatInstant(call.bookedAt)}`,
    reminder: reminderText(call, declined),
    recordedBy: call.recordedAt && `${call.recordedName}，${formatInstant(call.recordedAt)}`,
    recordedLate: call.recordedAt !== null && dayOf(call.recordedAt) > onDay,
    missedWhy: call.missedWhy && terms.missedWhys[call.missedWhy as Of<typeof terms.missedWhys>],
    mood: call.moodEnc && decrypt(call.moodEnc, `call:${call.id}`),
    cancelWhy: call.cancelWhy && terms.cancelWhys[call.cancelWhy as Of<typeof terms.cancelWhys>],
    mayRecord: school && !whyNotRecorded(call, actor.now),
    late: booked && onDay < actor.today,
    mayCancel: school && booked,
    bar: bar ?? null,
    back: school ? `/children/calls?week=${mondayOf(onDay)}` : `/children/${file.id}`,
    done: url.searchParams.get('done'),
  }
}
export type CallData = Awaited<ReturnType<typeof readCall>>

type Reminded = { reminder: string; remindOn: Date | null; remindedAt: Date | null }

/** What of the reminder people want to know; never a number. */
function reminderText(call: Reminded, declined: string | null): string {
  if (call.reminder === 'sent' && call.remindedAt) return `${formatInstant(call.remindedAt)} 已交短信发送`
  if (declined) return `家长 ${declined} 提出不要提醒，请自行告知`
  if (call.reminder === 'waiting' && call.remindOn) return `${shortDay(dbToDay(call.remindOn))} 短信提醒家长`
  return '没有发短信提醒，请自行告知家长'
}
