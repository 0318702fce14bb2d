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

type Sql = Pick<Db, '$executeRaw'>

/**
 * Puts a neutral message into the outbox, in the caller's transaction: it is sent only if that commits. Gives false when
 * one of its key is there already.
 */
export const queueMessage = async <Name extends TemplateName>(
  db: Sql,
  message: Message<Name>,
  about?: About,
): Promise<boolean> => (await queueMessages(db, [message], about)) > 0

/** The same for many, in one statement. Gives how many were put there. */
export async function queueMessages<Name extends TemplateName>(
  db: Sql,
  messages: readonly Message<Name>[],
  about?: About,
): Promise<number> {
  if (!messages.length) return 0
  const at = now()
  const rows = messages.map((message) => {
    const id = uuidv7()
    return {
      id,
      channel: message.channel,
      to_enc: encrypt(message.to, `outbox:${id}`),
      template: message.template,
      data: message.data,
      not_before: (message.notBefore ?? at).toISOString(),
      until_at: message.until?.toISOString() ?? null,
      key: message.key ?? null,
    }
  })
  return db.$executeRaw`
    INSERT INTO outbox (id, channel, to_enc, template, data, created_at, not_before, until_at, key, file_token, purpose)
    SELECT id, channel, to_enc, template, data, ${at}, not_before, until_at, key, ${about?.fileToken ?? null}, ${about?.purpose ?? null}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id uuid, channel text, to_enc text, template text, data jsonb, not_before timestamptz, until_at timestamptz, key text)
    ON CONFLICT DO NOTHING`
}
