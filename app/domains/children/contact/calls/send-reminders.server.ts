/** The day before a call its parents are reminded: the worker finds the number and puts a neutral text into the outbox. */
import { Prisma } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { dayOf, dbToDay, formatInstant, shortDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { mobileOf } from '~/messages/addresses'
import { queueReminder } from '~/messages/queue-reminder.server'
import { byDay } from '../by-day.server'
import { reminderKey } from '../rules'

const BATCH = 200

type Due = {
  id: string
  case_id: string
  file_token: string
  on_day: Date
  starts_at: Date
  unit: string
  parents: { who: string; phone: string }[]
}

/**
 * Reminds each call once: mark and messages stand in one transaction, and a key keeps each message single. A family that
 * declined, or whose numbers are no mobiles, gets none; the call is marked and goes on. Gives how many messages wait now.
 */
export async function sendReminders(run: <T>(work: (db: Db) => Promise<T>) => Promise<T>, at: Date): Promise<number> {
  if (!(await run((db) => byDay(db, at)))) return 0
  let messages = 0
  for (;;) {
    const done = await run((db) => remindSome(db, at))
    messages += done.messages
    if (done.calls < BATCH) return messages
  }
}

const due = (at: Date) => Prisma.sql`
  SELECT k.id, k.case_id, c.file_token, k.on_day, k.starts_at, u.name AS unit, coalesce((
    SELECT json_agg(json_build_object('who', p.who, 'phone', p.phone_enc) ORDER BY p.who) FROM child_parent p
    WHERE p.case_id = k.case_id AND p.phone_enc IS NOT NULL AND p.who = ANY (k.parties)), '[]') AS parents
  FROM call k JOIN case_file c ON c.id = k.case_id JOIN unit u ON u.code = k.school_code
  WHERE k.reminder = 'waiting' AND k.state = 'booked' AND k.remind_on <= ${dayOf(at)}::date AND k.starts_at > ${at}
  ORDER BY k.remind_on, k.id LIMIT ${BATCH} FOR UPDATE OF k SKIP LOCKED`

async function remindSome(db: Db, at: Date): Promise<{ calls: number; messages: number }> {
  const calls = await db.$queryRaw<Due[]>(due(at))
  let messages = 0
  for (const call of calls) {
    const queued = await remind(db, call, at)
    await db.call.update({
      where: { id: call.id },
      data: { reminder: queued ? 'sent' : 'none', remindedAt: queued ? at : null },
    })
    messages += queued
  }
  return { calls: calls.length, messages }
}

/** Gives how many messages were queued: one for each parent of the call with a mobile of his own. */
async function remind(db: Db, call: Due, at: Date): Promise<number> {
  const file = { id: call.case_id, fileToken: call.file_token }
  const time = `${shortDay(dbToDay(call.on_day))} ${formatInstant(call.starts_at).slice(11, 16)}`
  const told = new Set<string>()
  for (const { who, phone } of call.parents) {
    const to = decrypt(phone, `child_parent:${call.case_id}`)
    if (!mobileOf(to) || told.has(to)) continue
    const queued = await queueReminder(db, file, 'appointment', {
      channel: 'sms',
      to,
      template: 'appointment',
      data: { unit: call.unit, at: time },
      notBefore: at,
      until: call.starts_at,
      key: reminderKey(call.id, who),
    })
    if (queued === 'queued') told.add(to)
  }
  return told.size
}
