import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { env, rereadEnv } from '~/lib/env.server'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { deliverOutbox } from '~/messages/deliver-outbox.server'
import { queueMessage, type Message } from '~/messages/queue-message.server'
import { signatureOf } from '~/messages/send-sms.server'
import { setClock } from '~/lib/dates'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'
import { logged } from '../support/people'
import { outside, SECRET } from './outside'

const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work)
const at = new Date('2026-11-23T02:00:00Z')
const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
const side = outside()

const queue = (message: Partial<Message<'call_us'>> = {}) =>
  queueMessage(prisma, {
    channel: 'mail',
    to: 'someone@example.test',
    template: 'call_us',
    data: { unit: '西湖镇便民服务窗口' },
    ...message,
  })
const sms = (to = '13800000001') => queue({ channel: 'sms', to })
const rows = () =>
  asSuperuser<{ id: string; state: string; attempts: number; last_error: string | null; to_enc: string }>(
    'SELECT id, state, attempts, last_error, to_enc FROM outbox ORDER BY id',
  )

beforeAll(testDatabase)
beforeEach(async () => {
  await truncateAll()
  setClock(at.toISOString())
})

describe('a message', () => {
  it('is sent once, its address encrypted, and logged without it', async () => {
    await queue()
    const [row] = await rows()
    expect(row!.to_enc).not.toContain('someone')
    expect(await deliverOutbox(run, at)).toBe(1)
    expect(await deliverOutbox(run, at)).toBe(0)
    expect(side.mails).toHaveLength(1)
    expect(side.mails[0]).toContain(`Message-ID: <${row!.id}@localhost>`)
    expect((await rows())[0]).toMatchObject({ state: 'sent', attempts: 1 })
    const lines = await logged('message')
    expect(lines.map((line) => line.data)).toEqual([{ channel: 'mail', template: 'call_us', result: 'sent' }])
  })

  it('of a key is queued once', async () => {
    expect(await queue({ key: 'one' })).toBe(true)
    expect(await queue({ key: 'one' })).toBe(false)
    expect(await deliverOutbox(run, at)).toBe(1)
    expect(await queue({ key: 'one' })).toBe(false)
  })

  it('of a transaction that is rolled back does not exist', async () => {
    await expect(
      prisma.$transaction(async (db) => {
        await queueMessage(db, {
          channel: 'mail',
          to: 'a@example.test',
          template: 'work_now',
          data: { unit: '某窗口' },
        })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await rows()).toEqual([])
  })

  it('waits for its own time, and is dropped when that is over', async () => {
    await queue({ notBefore: after(60) })
    await queue({ key: 'late', until: after(30) })
    expect(await deliverOutbox(run, after(45))).toBe(0)
    expect((await rows()).map((row) => row.state)).toEqual(['waiting', 'expired'])
    expect(await deliverOutbox(run, after(60))).toBe(1)
  })

  it('that is urgent goes first', async () => {
    await queue()
    await queueMessage(prisma, {
      channel: 'mail',
      to: 'duty@example.test',
      template: 'work_now',
      data: { unit: '某窗口' },
    })
    await deliverOutbox(run, at)
    expect(side.mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1])).toEqual([
      'duty@example.test',
      'someone@example.test',
    ])
  })
})

describe('the gateway of short messages', () => {
  it('gets text and number, signed, with a key of its own', async () => {
    await sms()
    const [row] = await rows()
    expect(await deliverOutbox(run, at)).toBe(1)
    const [taken] = side.texts
    expect(JSON.parse(taken!.body)).toEqual({
      to: '13800000001',
      text: '您有一项公共服务事项需办理，请联系西湖镇便民服务窗口。',
    })
    expect(taken!.key).toBe(row!.id)
    expect(taken!.timestamp).toBe(String(at.getTime() / 1000))
    const said = { id: row!.id, timestamp: taken!.timestamp!, body: taken!.body }
    expect(taken!.signature).toBe(signatureOf(said, SECRET))
    expect(taken!.signature).toMatch(/^hmac-sm3 [0-9a-f]{64}$/)
    expect(signatureOf({ ...said, body: `${said.body} ` }, SECRET)).not.toBe(taken!.signature)
    expect(signatureOf(said, `${SECRET}!`)).not.toBe(taken!.signature)
  })

  it('that is away is asked once a run, with growing pauses, under the same key, until it is too late', async () => {
    side.gatewaySays = 503
    await sms()
    await sms('13800000002')
    await queue()
    expect(await deliverOutbox(run, at)).toBe(1)
    expect(side.texts).toHaveLength(1)
    let minute = 0
    for (const pause of [1, 5, 25, 120, 480]) {
      await asSuperuser(`UPDATE outbox SET not_before = '2027-01-01' WHERE channel = 'sms' AND attempts = 0`)
      const before = side.texts.length
      await deliverOutbox(run, after(minute + pause - 1))
      if (pause > 1) expect(side.texts).toHaveLength(before)
      minute += pause
      await deliverOutbox(run, after(minute))
      expect(side.texts).toHaveLength(before + 1)
    }
    expect(new Set(side.texts.map((text) => text.key)).size).toBe(1)
    const failed = (await rows()).filter((row) => row.state === 'failed')
    expect(failed).toMatchObject([{ attempts: 6, last_error: 'http_503' }])
  })

  it('that refuses a message for good is not asked again', async () => {
    side.gatewaySays = 422
    await sms()
    await deliverOutbox(run, at)
    expect((await rows())[0]).toMatchObject({ state: 'failed', attempts: 1, last_error: 'http_422' })
  })

  it('that is not set leaves everything waiting, whatever the time', async () => {
    delete process.env.SMS_GATEWAY_URL
    rereadEnv()
    await sms()
    for (let n = 0; n < 20; n++) await deliverOutbox(run, after(n * 600))
    expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 0, last_error: 'not_set' })
    process.env.SMS_GATEWAY_URL = 'http://sms.example.test/send'
    rereadEnv()
    expect(await deliverOutbox(run, after(20 * 600))).toBe(1)
  })
})

describe('the mail server', () => {
  it('that cannot take it now is asked later; the code names neither text nor address', async () => {
    side.smtpSays = 450
    await queue()
    await deliverOutbox(run, at)
    expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 1, last_error: 'smtp_450' })
    side.smtpSays = undefined
    expect(await deliverOutbox(run, after(1))).toBe(1)
  })

  it('that refuses for good ends it, and holds up no other mail', async () => {
    side.smtpSays = 550
    await queue()
    await queue({ to: 'other@example.test' })
    await deliverOutbox(run, at)
    expect((await rows()).map((row) => [row.state, row.last_error])).toEqual([
      ['failed', 'smtp_550'],
      ['failed', 'smtp_550'],
    ])
    expect((await logged('message')).map((line) => line.data)).toContainEqual({
      channel: 'mail',
      template: 'call_us',
      result: 'failed',
      code: 'smtp_550',
    })
  })

  it('when none is set, mails are kept as files that only we read', async () => {
    const before = { SMTP_URL: process.env.SMTP_URL, VAR_DIR: process.env.VAR_DIR, KEY_FILE: env.KEY_FILE }
    const folder = mkdtempSync(join(tmpdir(), 'guicheng-mail-'))
    Object.assign(process.env, { SMTP_URL: '', VAR_DIR: folder, KEY_FILE: before.KEY_FILE })
    rereadEnv()
    try {
      await queue()
      expect(await deliverOutbox(run, at)).toBe(1)
      const [row] = await rows()
      expect(readdirSync(join(folder, 'mail'))).toEqual([`${row!.id}.eml`])
      const file = join(folder, 'mail', `${row!.id}.eml`)
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(readFileSync(file, 'utf8')).toContain('To: someone@example.test')
    } finally {
      Object.assign(process.env, before)
      rereadEnv()
    }
  })
})
