import { beforeAll, describe, expect, it } from 'vitest'
import { faultCode, faultLabel } from '~/messages/fault-code'
import { queueMessage } from '~/messages/queue-message.server'
import * as outboxRoute from '~/routes/admin.outbox'
import * as homeRoute from '~/routes/admin'
import { prisma } from '~/lib/db.server'
import { asSuperuser, testDatabase } from '../support/database'
import { asInDemo, logged, newcomer, seedOrg, type SignedIn } from '../support/people'

let admin: SignedIn
beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
  admin = await newcomer('AD', '340705-JB1')
})

describe('why a message could not be sent', () => {
  it.each<[unknown, string]>([
    [new Error('SMTP_URL is not set'), 'not_set'],
    [new Error('gateway answered 503'), 'http_503'],
    [Object.assign(new Error('mailbox of someone@example.test is full'), { responseCode: 452 }), 'smtp_452'],
    [Object.assign(new Error('Invalid login: someone@example.test'), { code: 'EAUTH', responseCode: 535 }), 'auth'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'refused'],
    [new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }), 'not_found'],
    [Object.assign(new Error('slow'), { name: 'TimeoutError' }), 'timeout'],
    [new Error('13800000001 has no account'), 'other'],
    ['13800000001', 'other'],
  ])('is a code that quotes nothing (%o)', (error, code) => {
    expect(faultCode(error)).toBe(code)
    expect(faultLabel(code)).toMatch(/\p{Script=Han}/u)
    expect(faultLabel(code)).not.toMatch(/@|138/)
  })
})

describe('the outbox', () => {
  const view = async (query = '') =>
    (await admin.get(outboxRoute.loader, `/admin/outbox${query}`)).data.view as {
      totals: object
      lines: { why: string; messages: number }[]
      failed: object[]
    }

  it('is shown by numbers and codes: no text, no address, also not in an old error', async () => {
    for (const to of ['one@example.test', 'two@example.test', 'three@example.test'])
      await queueMessage(prisma, { channel: 'mail', to, template: 'call_us', data: { unit: '某窗口' } })
    await queueMessage(prisma, { channel: 'sms', to: '13800000001', template: 'call_us', data: { unit: '某窗口' } })
    await asSuperuser(`UPDATE outbox SET state = 'failed', attempts = 5, last_error = CASE WHEN channel = 'sms' THEN 'no route to 13800000001' ELSE 'smtp_550' END
      WHERE id IN (SELECT id FROM outbox ORDER BY channel DESC, id LIMIT 3)`)
    const seen = await view()
    expect(seen.totals).toEqual({ waiting: 1, planned: 0, failed: 3, sent: 0 })
    expect(seen.failed).toEqual([
      { channel: 'mail', label: '邮件', messages: 2 },
      { channel: 'sms', label: '短信', messages: 1 },
    ])
    expect(seen.lines.map((line) => [line.why, line.messages])).toEqual(
      expect.arrayContaining([
        ['邮件服务器应答 550（拒收，多为地址不对）', 2],
        ['其他错误，请查看运行日志', 1],
        ['', 1],
      ]),
    )
    expect(JSON.stringify(seen)).not.toMatch(/example|138|某窗口|call_us/)
    expect((await view('?channel=sms')).lines).toHaveLength(1)
    const home = await admin.get(homeRoute.loader, '/admin')
    expect((home.data.desk as { duties: { id: string; when: { text: string } }[] }).duties).toContainEqual(
      expect.objectContaining({ id: 'outbox', when: { text: '3 项', tone: 'late' } }),
    )
  })

  it('is tried again by channel, counted and logged', async () => {
    const answer = await admin.post(outboxRoute.action, '/admin/outbox', { channel: 'mail' })
    expect(answer.location).toBe('/admin/outbox?again=2')
    expect((await view()).totals).toEqual({ waiting: 3, planned: 0, failed: 1, sent: 0 })
    expect((await logged('outbox_retry')).map((line) => line.data)).toEqual([{ channel: 'mail', messages: 2 }])
    expect((await admin.post(outboxRoute.action, '/admin/outbox', { channel: `mail' OR true` })).status).toBe(422)
  })
})
