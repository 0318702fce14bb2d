import { decrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { faultCode } from './fault-code'
import { sendMail } from './send-mail.server'
import { sendSms } from './send-sms.server'
import { templates, type TemplateData, type TemplateName } from './templates'

const ATTEMPTS = 5
const BATCH = 50

/**
 * Sends what waits in the outbox, each message once: claimed by row lock, tried five times, then 'failed'. Of an error its
 * code is kept (never the text or the address). Gives the number sent. Messages wait while no gateway is set.
 */
export async function deliverOutbox(run: <T>(work: (db: Db) => Promise<T>) => Promise<T>, at: Date): Promise<number> {
  let sent = 0
  for (let n = 0; n < BATCH; n++) {
    const outcome = await run(async (db) => {
      const rows = await db.$queryRaw<
        { id: string; channel: string; to_enc: string; template: string; data: TemplateData; attempts: number }[]
      >`
        SELECT id, channel, to_enc, template, data, attempts FROM outbox WHERE state = 'waiting' ORDER BY attempts, created_at LIMIT 1 FOR UPDATE SKIP LOCKED`
      const row = rows[0]
      if (!row) return 'empty'
      const template = templates[row.template as TemplateName]
      const to = decrypt(row.to_enc, `outbox:${row.id}`)
      const text = template.text(row.data)
      try {
        await (row.channel === 'mail' ? sendMail({ to, subject: template.subject, text }) : sendSms({ to, text }))
        await db.outbox.update({
          where: { id: row.id },
          data: { state: 'sent', sentAt: at, attempts: row.attempts + 1, lastError: null },
        })
        return 'sent'
      } catch (error) {
        const attempts = row.attempts + 1
        await db.outbox.update({
          where: { id: row.id },
          data: { state: attempts >= ATTEMPTS ? 'failed' : 'waiting', attempts, lastError: faultCode(error) },
        })
        return 'failed'
      }
    })
    if (outcome === 'empty') break
    if (outcome === 'failed') break
    sent += 1
  }
  return sent
}
