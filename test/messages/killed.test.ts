/** The worker is killed while a message is on its way: nothing is lost, and the other side can tell a repeat from a second message. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SMTPServer } from 'smtp-server'
import { rereadEnv } from '~/lib/env.server'
import { prisma, workerPrisma, type Db } from '~/lib/db.server'
import { deliverOutbox } from '~/messages/deliver-outbox.server'
import { queueMessage } from '~/messages/queue-message.server'
import { asSuperuser, testDatabase, truncateAll } from '../support/database'

const run = <T>(work: (db: Db) => Promise<T>) => workerPrisma.$transaction(work)

/** What each side has sent on, by the key it was given; and how often it was asked. */
const sentOn = new Map<string, string>()
let asked = 0
/** Called with each request before it is taken; true: the line is dropped, nothing is taken. */
let intercept: () => boolean = () => false

const gateway = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    asked += 1
    if (intercept()) return request.socket.destroy()
    sentOn.set(String(request.headers['idempotency-key']), body)
    response.end('{}')
  })
})
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    let text = ''
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
    stream.on('end', () => {
      asked += 1
      if (intercept()) return done(new Error('gone'))
      sentOn.set(/^Message-ID: (.*)$/m.exec(text)![1]!.trim(), text)
      done()
    })
  },
})
const portOf = (server: { address: () => unknown }) => (server.address() as { port: number }).port

let child: ChildProcess | undefined
/** Runs a worker of its own; gives the signal it ended by. */
function worker(...how: string[]): Promise<NodeJS.Signals | null> {
  child = spawn(process.execPath, ['--import', 'tsx', 'test/messages/deliver-child.ts', ...how], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: process.env,
  })
  return new Promise((resolve, reject) => child!.on('error', reject).on('close', (_, signal) => resolve(signal)))
}
const rows = () => asSuperuser<{ state: string; attempts: number }>('SELECT state, attempts FROM outbox')

beforeAll(async () => {
  await testDatabase()
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  process.env.SMS_GATEWAY_URL = `http://127.0.0.1:${portOf(gateway)}/send`
  process.env.SMS_GATEWAY_SECRET = 'a secret of the tests'
  process.env.SMTP_URL = `smtp://127.0.0.1:${portOf(smtp.server)}`
  rereadEnv()
})
beforeEach(async () => {
  await truncateAll()
  sentOn.clear()
  asked = 0
  intercept = () => false
})
afterAll(async () => {
  child?.kill('SIGKILL')
  gateway.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})

describe.each([
  ['sms', '13800000001'],
  ['mail', 'someone@example.test'],
] as const)('a worker that is killed (%s)', (channel, to) => {
  const queue = () => queueMessage(prisma, { channel, to, template: 'call_us', data: { unit: '某窗口' } })

  it('with a message in its hands that was not taken: the next one sends it at once', async () => {
    await queue()
    intercept = () => child!.kill('SIGKILL')
    expect(await worker()).toBe('SIGKILL')
    expect([asked, sentOn.size]).toEqual([1, 0])
    expect(await rows()).toEqual([{ state: 'waiting', attempts: 0 }])
    intercept = () => false
    expect(await deliverOutbox(run, new Date())).toBe(1)
    expect([asked, sentOn.size]).toEqual([2, 1])
    expect(await rows()).toEqual([{ state: 'sent', attempts: 1 }])
  })

  it('after it was taken and before that is written: it is handed over again under the same key', async () => {
    await queue()
    expect(await worker('die')).toBe('SIGKILL')
    expect([asked, sentOn.size]).toEqual([1, 1])
    expect(await rows()).toEqual([{ state: 'waiting', attempts: 0 }])
    expect(await deliverOutbox(run, new Date())).toBe(1)
    expect([asked, sentOn.size]).toEqual([2, 1])
    expect(await deliverOutbox(run, new Date())).toBe(0)
    expect(await rows()).toEqual([{ state: 'sent', attempts: 1 }])
  })
})

describe('two workers at once', () => {
  it('send each message once', async () => {
    for (let n = 0; n < 12; n++)
      await queueMessage(prisma, {
        channel: 'sms',
        to: `1380000000${n}`,
        template: 'call_us',
        data: { unit: '某窗口' },
      })
    const counts = await Promise.all([1, 2, 3].map(() => deliverOutbox(run, new Date())))
    expect(counts.reduce((a, b) => a + b)).toBe(12)
    expect([asked, sentOn.size]).toEqual([12, 12])
  })
})
