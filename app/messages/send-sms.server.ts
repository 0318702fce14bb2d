import { env } from '~/lib/env.server'

const TIMEOUT_MS = 10_000

/** Hands one short message to the gateway at SMS_GATEWAY_URL (POST JSON `{ to, text }`, 2xx = taken). Throws otherwise. */
export async function sendSms(sms: { to: string; text: string }): Promise<void> {
  if (!env.SMS_GATEWAY_URL) throw new Error('SMS_GATEWAY_URL is not set')
  const answer = await fetch(env.SMS_GATEWAY_URL, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(sms),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`gateway answered ${answer.status}`)
}
