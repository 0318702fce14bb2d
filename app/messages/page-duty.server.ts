/** What cannot wait is told to the officers on duty at once: a neutral text, through the outbox (DOMAIN 4.4, 4.14). */
import { inForce } from '~/access/in-force.server'
import type { Prisma } from '~/generated/prisma/client'
import type { LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { enqueue } from '~/lib/jobs.server'
import { mailOf, mobileOf } from './addresses'
import { queueMessages } from './queue-message.server'

/**
 * Pages the posts in force that are asked for: their mail, and once the duty telephone of each unit, when it takes text
 * messages. Gives how many messages wait in the outbox; 0 means that somebody has to telephone.
 */
export async function pageDuty(db: Db, today: LegalDay, posts: Prisma.PostWhereInput): Promise<number> {
  const found = await db.post.findMany({
    where: { AND: [posts, inForce(today), { unit: { closedOn: null } }] },
    select: { unit: { select: { name: true, phone: true } }, user: { select: { email: true } } },
    take: 20,
  })
  const mails = found.flatMap(({ unit, user }) => {
    const to = mailOf(user.email)
    return to ? [{ channel: 'mail' as const, to, unit: unit.name }] : []
  })
  const phones = new Map(found.map(({ unit }) => [unit.phone ?? '', unit.name]))
  const texts = [...phones].flatMap(([to, unit]) => (mobileOf(to) ? [{ channel: 'sms' as const, to, unit }] : []))
  const queued = await queueMessages(
    db,
    [...texts, ...mails].map(({ channel, to, unit }) => ({
      channel,
      to,
      template: 'work_now' as const,
      data: { unit },
    })),
  )
  // Now, not with the next minute.
  if (queued) await enqueue(db, 'outbox', {}, 'outbox')
  return queued
}
