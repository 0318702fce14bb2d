import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rereadEnv } from '~/lib/env.server'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { deliverOutbox } from '~/messages/deliver-outbox.server'
import { queueMessage } from '~/messages/queue-message.server'
import { templates } from '~/messages/templates'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'

const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work)
const at = new Date('2026-11-23T02:00:00Z')
const outside = setupServer()
const received: string[] = []
let refuse = false

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    stream.on('end', () => {
      if (refuse) return done(new Error('mailbox of someone@example.test is full'))
      received.push(text)
      done()
    })
  },
})

const queue = (channel: 'mail' | 'sms', to: string) =>
  queueMessage(prisma, { channel, to, template: 'call_us', data: { unit: '西湖镇便民服务窗口' } })
const rows = () =>
  asSuperuser<{ state: string; attempts: number; last_error: string | null; to_enc: string }>(
    'SELECT state, attempts, last_error, to_enc FROM outbox',
  )

describe('the outbox', () => {
  beforeAll(async () => {
    await testDatabase()
    outside.listen({ onUnhandledRequest: 'error' })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as { port: number }
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
    process.env.SMS_GATEWAY_URL = 'http://sms.example.test/send'
    rereadEnv()
  })
  beforeEach(async () => {
    await truncateAll()
    received.length = 0
    refuse = false
  })
  afterEach(() => outside.resetHandlers())
  afterAll(async () => {
    delete process.env.SMTP_URL
    delete process.env.SMS_GATEWAY_URL
    rereadEnv()
    outside.close()
    await new Promise<void>((resolve) => smtp.close(resolve))
  })

  it('sends a neutral mail once and keeps the address encrypted', async () => {
    await queue('mail', 'someone@example.test')
    expect((await rows())[0]?.to_enc).not.toContain('someone')
    expect(await deliverOutbox(run, at)).toBe(1)
    expect(await deliverOutbox(run, at)).toBe(0)
    expect(received).toHaveLength(1)
    expect((await rows())[0]).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('hands short messages to the gateway', async () => {
    const sent: unknown[] = []
    outside.use(
      http.post('http://sms.example.test/send', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json({ ok: true })
      }),
    )
    await queue('sms', '13800000001')
    expect(await deliverOutbox(run, at)).toBe(1)
    expect(sent).toEqual([{ to: '13800000001', text: templates.call_us.text({ unit: '西湖镇便民服务窗口' }) }])
  })

  it('tries five times, then fails with a code that names neither text nor address', async () => {
    refuse = true
    await queue('mail', 'someone@example.test')
    for (let n = 0; n < 6; n++) await deliverOutbox(run, at)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'failed', attempts: 5 })
    expect(row?.last_error).toBe('smtp_450')
  })

  it('names no domain and no reason in any text', () => {
    for (const template of Object.values(templates)) {
      expect(template.subject + template.text({ unit: '窗口' })).not.toMatch(/矫正|帮教|刑|释放|封存|服药|精神|救助/)
    }
  })
})
