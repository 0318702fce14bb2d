import { encrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { now } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { TemplateData, TemplateName } from './templates'

export type Channel = 'mail' | 'sms'

export type Message<Name extends TemplateName = TemplateName> = {
  channel: Channel
  /** E-mail address or mobile number; kept encrypted. */
  to: string
  template: Name
  data: TemplateData<Name>
  /** Not earlier than this; now, when absent. */
  notBefore?: Date
  /** Of no use after this. */
  until?: Date
  /** One message of a key, however often it is queued: ids and days, nothing about a person. */
  key?: string
}

/** Of which file a message is, and to what purpose: the receiver may decline that (queue-reminder). */
export type About = { fileToken: string; purpose: string }

/**
 * Puts a neutral message into the outbox, in the caller's transaction: it is sent only if that commits. Gives false when
 * one of its key is there already.
 */
export async function queueMessage<Name extends TemplateName>(
  db: Pick<Db, '$executeRaw'>,
  message: Message<Name>,
  about?: About,
): Promise<boolean> {
  const id = uuidv7()
  const at = now()
  const rows = await db.$executeRaw`
    INSERT INTO outbox (id, channel, to_enc, template, data, created_at, not_before, until_at, key, file_token, purpose)
    VALUES (${id}::uuid, ${message.channel}, ${encrypt(message.to, `outbox:${id}`)}, ${message.template}, ${JSON.stringify(message.data)}::jsonb, ${at},
      ${message.notBefore ?? at}, ${message.until ?? null}, ${message.key ?? null}, ${about?.fileToken ?? null}, ${about?.purpose ?? null})
    ON CONFLICT DO NOTHING`
  return rows > 0
}
