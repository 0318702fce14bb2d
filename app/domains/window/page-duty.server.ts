/** What cannot wait is told to the duty officers at once: a neutral text, through the outbox (DOMAIN 4.4, 4.14). */
import { inForce } from '~/access/in-force.server'
import type { Ctx } from '~/casefile/act.server'
import { queueMessage } from '~/messages/queue-message.server'

const MOBILE = /^1[3-9]\d{9}$/

/**
 * Pages the dispatchers on duty of the county (of the city, when the county has none). Gives how many messages
 * wait in the outbox; 0 means that the window has to telephone.
 */
export async function pageDuty({ actor, db }: Ctx, scopeKey: string): Promise<number> {
  for (const region of [scopeKey.slice(0, 6), scopeKey.slice(0, 4)]) {
    const posts = await db.post.findMany({
      where: { role: 'DP', unit: { regionCode: region, closedOn: null }, ...inForce(actor.today) },
      select: { unit: { select: { name: true, phone: true } }, user: { select: { email: true } } },
      take: 20,
    })
    const mails = posts.flatMap(({ unit, user }) =>
      user.email.endsWith('@local.invalid') ? [] : [{ channel: 'mail' as const, to: user.email, unit: unit.name }],
    )
    // The duty telephone of the office, when it takes text messages; once, however many people answer for it.
    const phones = new Map(posts.map(({ unit }) => [unit.phone ?? '', unit.name]))
    const texts = [...phones].flatMap(([to, unit]) => (MOBILE.test(to) ? [{ channel: 'sms' as const, to, unit }] : []))
    const ways = [...texts, ...mails]
    for (const { channel, to, unit } of ways)
      await queueMessage(db, { channel, to, template: 'work_now', data: { unit } })
    if (ways.length) return ways.length
  }
  return 0
}
