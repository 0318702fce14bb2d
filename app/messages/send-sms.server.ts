import { createHmac } from 'node:crypto'
import { env } from '~/lib/env.server'
import { now } from '~/lib/dates'

const TIMEOUT_MS = 10_000

/** `id`: of the message; stays the same when it is handed over again, so that the gateway sends it once. */
export type Sms = { id: string; to: string; text: string }

/**
 * Hands one short message to the gateway at SMS_GATEWAY_URL: POST of JSON `{ to, text }`, 2xx = taken. Headers:
 * `Idempotency-Key` (the id), `X-Timestamp` (seconds), `X-Signature` (see signatureOf). Throws otherwise.
 */
export async function sendSms({ id, ...sms }: Sms): Promise<void> {
  if (!env.SMS_GATEWAY_URL) throw new Error('SMS_GATEWAY_URL is not set')
  const body = JSON.stringify(sms)
  const timestamp = String(Math.floor(now().getTime() / 1000))
  const answer = await fetch(env.SMS_GATEWAY_URL, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': id,
      'X-Timestamp': timestamp,
      'X-Signature': signatureOf({ id, timestamp, body }, env.SMS_GATEWAY_SECRET ?? ''),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await answer.text()
  if (!answer.ok) throw new Error(`gateway answered ${answer.status}`)
}

/** `hmac-sm3 <hex>` (`hmac-sha256` under CIPHER_SUITE=aes) over time, key and body, each on its line. */
export function signatureOf(sms: { id: string; timestamp: string; body: string }, secret: string): string {
  const hash = env.CIPHER_SUITE === 'sm' ? 'sm3' : 'sha256'
  const said = `${sms.timestamp}\n${sms.id}\n${sms.body}`
  return `hmac-${hash} ${createHmac(hash, secret).update(said).digest('hex')}`
}
