/** The other side of the outbox: a real mail server and a short-message gateway, with what came in. */
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { rereadEnv } from '~/lib/env.server'

export const GATEWAY = 'http://sms.example.test/send'
export const SECRET = 'a secret of the tests'

export type TakenSms = { key: string | null; timestamp: string | null; signature: string | null; body: string }

/** Starts both for the tests of a file; `mails` and `texts` are emptied before each. */
export function outside() {
  const mails: string[] = []
  const texts: TakenSms[] = []
  const side = {
    mails,
    texts,
    /** How the mail server answers; undefined: takes it. */
    smtpSays: undefined as number | undefined,
    /** How the gateway answers. */
    gatewaySays: 200,
  }
  const gateway = setupServer(
    http.post(GATEWAY, async ({ request }) => {
      const header = (name: string) => request.headers.get(name)
      texts.push({
        key: header('Idempotency-Key'),
        timestamp: header('X-Timestamp'),
        signature: header('X-Signature'),
        body: await request.text(),
      })
      return HttpResponse.json({}, { status: side.gatewaySays })
    }),
  )
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        if (side.smtpSays)
          return done(Object.assign(new Error('of someone@example.test'), { responseCode: side.smtpSays }))
        mails.push(text)
        done()
      })
    },
  })
  beforeAll(async () => {
    gateway.listen({ onUnhandledRequest: 'error' })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as { port: number }
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
    process.env.SMS_GATEWAY_URL = GATEWAY
    process.env.SMS_GATEWAY_SECRET = SECRET
    rereadEnv()
  })
  beforeEach(() => {
    mails.length = texts.length = 0
    Object.assign(side, { smtpSays: undefined, gatewaySays: 200 })
  })
  afterEach(() => gateway.resetHandlers())
  afterAll(async () => {
    for (const name of ['SMTP_URL', 'SMS_GATEWAY_URL', 'SMS_GATEWAY_SECRET']) delete process.env[name]
    rereadEnv()
    gateway.close()
    await new Promise<void>((resolve) => smtp.close(resolve))
  })
  return side
}
