import { encrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { now } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { TemplateData, TemplateName } from './templates'

/** Puts a neutral message into the outbox, in the caller's transaction. `to`: e-mail address or mobile number, kept encrypted. */
export async function queueMessage(
  db: Db,
  message: { channel: 'mail' | 'sms'; to: string; template: TemplateName; data: TemplateData },
): Promise<void> {
  const id = uuidv7()
  await db.$executeRaw`INSERT INTO outbox (id, channel, to_enc, template, data, created_at)
    VALUES (${id}::uuid, ${message.channel}, ${encrypt(message.to, `outbox:${id}`)}, ${message.template}, ${JSON.stringify(message.data)}::jsonb, ${now()})`
}
