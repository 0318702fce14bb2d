/** A pairing that is over is told to the helper and to the guardian: once, by neutral texts, after the transaction. */
import { decrypt } from '~/lib/crypto.server'
import { Prisma } from '~/generated/prisma/client'
import { addDays, dayOf, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { enqueue } from '~/lib/jobs.server'
import { mailOf, mobileOf } from '~/messages/addresses'
import { queueMessages, type Message } from '~/messages/queue-message.server'
import { byDay } from '../by-day.server'

const BATCH = 100
/** Days after which the end of a pairing is no news any more (files from before the system). */
export const NEWS = 30

/** Asks the worker to tell them, once this transaction is through. */
export const tellEnded = (db: Db): Promise<void> => enqueue(db, 'pairings_ended', {}, 'pairings_ended')

type Ended = {
  id: string
  case_id: string
  helper_mail: string
  helper_unit: string
  /** Who ended it: the school or the village, whom the guardian asks. */
  unit: string
  parents: { phone: string }[]
  carers: { phone: string }[]
}

const calm = Prisma.sql`c.state NOT IN ('danger', 'protected')`
/**
 * Ended lately and not yet told. A parent in custody, and one without a number, leave it to whoever looks after the child; where
 * the guardian may be the concern (a danger, guardianship) nobody is written to (DOMAIN 4.14).
 */
const untold = (since: LegalDay) => Prisma.sql`
  SELECT p.id, p.case_id, u.email AS helper_mail, n.name AS helper_unit,
    coalesce((SELECT b.name FROM post e JOIN unit b ON b.code = e.unit_code WHERE e.id = p.ended_by), v.name) AS unit,
    coalesce((SELECT json_agg(json_build_object('phone', x.phone_enc) ORDER BY x.who) FROM child_parent x
      WHERE x.case_id = p.case_id AND x.phone_enc IS NOT NULL AND x.reason IS DISTINCT FROM 'custody' AND ${calm}), '[]') AS parents,
    coalesce((SELECT json_agg(json_build_object('phone', x.phone_enc)) FROM child_carer x
      WHERE x.case_id = p.case_id AND x.phone_enc IS NOT NULL AND x.until_on IS NULL AND ${calm}), '[]') AS carers
  FROM pairing p JOIN case_file c ON c.id = p.case_id JOIN unit v ON v.code = p.scope_key JOIN post h ON h.id = p.helper_post_id JOIN app_user u ON u.id = h.user_id JOIN unit n ON n.code = h.unit_code
  WHERE p.state = 'ended' AND p.told_at IS NULL AND p.ended_on >= ${since}::date ORDER BY p.id LIMIT ${BATCH} FOR UPDATE OF p SKIP LOCKED`

/**
 * Mark and messages stand in one transaction; a key keeps each message single. Whoever has no address is marked as not
 * told: the pairing's page says so. By day only: at night they wait for the morning. Gives how many pairings were told.
 */
export async function tellEndedPairings(
  run: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  at: Date,
): Promise<number> {
  if (!(await run((db) => byDay(db, at)))) return 0
  let told = 0
  for (;;) {
    const done = await run((db) => tellSome(db, at))
    told += done
    if (done < BATCH) return told
  }
}

async function tellSome(db: Db, at: Date): Promise<number> {
  const ended = await db.$queryRaw<Ended[]>(untold(addDays(dayOf(at), -NEWS)))
  for (const one of ended) {
    const mobiles = (key: string, from: { phone: string }[]) =>
      from.map(({ phone }) => mobileOf(decrypt(phone, `${key}:${one.case_id}`))).filter((to) => to !== null)
    const parents = mobiles('child_parent', one.parents)
    const guardians = [...new Set(parents.length ? parents : mobiles('child_carer', one.carers))]
    const mail = mailOf(one.helper_mail)
    const messages: Message[] = guardians.map((to, n) => ({
      channel: 'sms',
      to,
      template: 'service_changed',
      data: { unit: one.unit },
      key: `pairing_ended:${one.id}:${n}`,
    }))
    if (mail)
      messages.push({
        channel: 'mail',
        to: mail,
        template: 'work_waiting',
        data: { unit: one.helper_unit },
        key: `pairing_ended:${one.id}:helper`,
      })
    await queueMessages(db, messages)
    await db.pairing.update({
      where: { id: one.id },
      data: { toldAt: at, toldGuardian: guardians.length > 0, toldHelper: mail !== null },
    })
  }
  return ended.length
}
