/**
 * Sends what waits in the outbox. A message is taken by a row lock that lasts until its outcome is written, in one
 * transaction: a killed worker loses the lock and nothing else, and the next one hands the message over again under the
 * same id (docs/decisions/032).
 */
import type { MessageResult } from '~/audit/events'
import { logSystem } from '~/audit/log.server'
import { Prisma } from '~/generated/prisma/client'
import { decrypt } from '~/lib/crypto.server'
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { isAway, nextAttempt } from './back-off'
import { faultCode } from './fault-code'
import type { Channel } from './queue-message.server'
import { sendMail } from './send-mail.server'
import { sendSms } from './send-sms.server'
import { wordingOf } from './templates'

type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>
type Row = {
  id: string
  channel: Channel
  to_enc: string
  template: string
  data: object
  attempts: number
  file_token: string | null
  until_at: Date | null
  declined: boolean
}

/** One run of the worker does not go on into the next one. */
const RUN_MS = 50_000

/** Gives the number sent. What a service that is away should have taken waits for the next run. */
export async function deliverOutbox(run: Run, at: Date): Promise<number> {
  const away = new Set<Channel>()
  const end = Date.now() + RUN_MS
  let sent = 0
  while (Date.now() < end) {
    const outcome = await run((db) => deliverNext(db, at, away))
    if (outcome === 'empty') break
    if (outcome === 'sent') sent += 1
  }
  return sent
}

/** The urgent first, then by their time. */
const due = (at: Date, away: ReadonlySet<Channel>) => Prisma.sql`
  SELECT o.id, o.channel, o.to_enc, o.template, o.data, o.attempts, o.file_token, o.until_at,
    EXISTS (SELECT 1 FROM message_opt_out x JOIN case_file c ON c.id = x.case_id
      WHERE o.purpose IS NOT NULL AND c.file_token = o.file_token AND x.purpose = o.purpose AND x.withdrawn_on IS NULL) AS declined
  FROM outbox o WHERE o.state = 'waiting' AND o.not_before <= ${at} AND o.channel <> ALL (${[...away]}::text[])
  ORDER BY o.template <> 'work_now', o.not_before, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED`

async function deliverNext(db: Db, at: Date, away: Set<Channel>): Promise<MessageResult | 'later' | 'empty'> {
  const [row] = await db.$queryRaw<Row[]>(due(at, away))
  if (!row) return 'empty'
  const end = async (result: MessageResult, code?: string) => {
    await db.outbox.update({
      where: { id: row.id },
      data: {
        state: result,
        attempts: row.attempts + (result === 'sent' || result === 'failed' ? 1 : 0),
        sentAt: result === 'sent' ? now() : null,
        lastError: code ?? null,
      },
    })
    const data = { channel: row.channel, template: row.template, result, ...(code && { code }) }
    await logSystem(db, at, { event: 'message', ...(row.file_token && { fileToken: row.file_token }), data })
    return result
  }
  if (row.declined) return end('declined')
  if (row.until_at && row.until_at <= at) return end('expired')
  try {
    await send(row)
  } catch (error) {
    const code = faultCode(error)
    if (isAway(code)) away.add(row.channel)
    // Nobody is asked while no service is set: that is no attempt.
    const attempts = row.attempts + (code === 'not_set' ? 0 : 1)
    const again = nextAttempt(at, Math.max(1, attempts), code)
    if (!again) return end('failed', code)
    await db.outbox.update({ where: { id: row.id }, data: { attempts, notBefore: again, lastError: code } })
    return 'later'
  }
  return end('sent')
}

async function send({ id, channel, to_enc, template, data }: Row): Promise<void> {
  const to = decrypt(to_enc, `outbox:${id}`)
  const { subject, text } = wordingOf(template, data)
  await (channel === 'mail' ? sendMail({ id, to, subject, text }) : sendSms({ id, to, text }))
}
