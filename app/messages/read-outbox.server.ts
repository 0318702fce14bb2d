import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { addDays, dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { enqueue } from '~/lib/jobs.server'
import { faultLabel } from './fault-code'

type Ctx = { actor: Actor; db: Db }

export const channels = { mail: '邮件', sms: '短信' } as const
type Channel = keyof typeof channels
const isChannel = (text: string): text is Channel => Object.hasOwn(channels, text)

/** How many days back sent messages are counted; what was not sent is always counted. */
const DAYS = 14

export type OutboxLine = { day: LegalDay; channel: string; state: string; why: string; messages: number }

/** The outbox by day, channel, state and error code. Never a text, never an address (the database gives neither). */
export async function readOutbox({ actor, db }: Ctx, address: URLSearchParams) {
  const since = new Date(`${addDays(actor.today, -DAYS)}T00:00:00+08:00`)
  const rows = await db.$queryRaw<{ day: Date; channel: string; state: string; code: string; messages: number }[]>`
    SELECT day, channel, state, code, messages FROM outbox_counts(${since})`
  const sum = (state: string, channel?: string) =>
    rows
      .filter((row) => row.state === state && (!channel || row.channel === channel))
      .reduce((n, row) => n + row.messages, 0)
  const [channel, state] = [address.get('channel') ?? '', address.get('state') ?? '']
  const lines = rows
    .filter((row) => (!channel || row.channel === channel) && (!state || row.state === state))
    .map(({ day, code, ...row }): OutboxLine => ({
      day: dbToDay(day),
      channel: isChannel(row.channel) ? channels[row.channel] : row.channel,
      state: row.state,
      why: code ? faultLabel(code) : '',
      messages: row.messages,
    }))
  return {
    totals: { waiting: sum('waiting'), planned: sum('planned'), failed: sum('failed'), sent: sum('sent') },
    failed: (Object.keys(channels) as Channel[])
      .map((one) => ({ channel: one, label: channels[one], messages: sum('failed', one) }))
      .filter((one) => one.messages > 0),
    lines,
    filter: { channel, state },
    days: DAYS,
  }
}
export type OutboxView = Awaited<ReturnType<typeof readOutbox>>

/** Lets the worker try failed messages of a channel again. Gives how many. Throws 422. */
export async function retryOutbox({ actor, db }: Ctx, channel: FormDataEntryValue | null): Promise<number> {
  if (typeof channel !== 'string' || !isChannel(channel)) throw invalid({ channel: ['请从列表中选择'] })
  const rows = await db.$queryRaw<{ n: number }[]>`SELECT retry_outbox(${channel}) AS n`
  const messages = rows[0]!.n
  if (messages > 0) await enqueue(db, 'outbox', {}, 'outbox')
  await logAccess(db, actor, { event: 'outbox_retry', data: { channel, messages } })
  return messages
}
