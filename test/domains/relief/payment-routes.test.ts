/** The pages of payment as requests: who gets in, what stands there, and whose ids lead nowhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as batchRoute from '~/routes/relief.payments.batch'
import * as budgetRoute from '~/routes/relief.payments.budget'
import * as caseRoute from '~/routes/relief.case'
import * as deskRoute from '~/routes/desk'
import * as listRoute from '~/routes/relief.payments'
import * as newRoute from '~/routes/relief.payments.new'
import * as paperRoute from '~/routes/documents.payments.new'
import * as reserveRoute from '~/routes/relief.payments.reserves'
import * as resultRoute from '~/routes/relief.payments.result'
import * as stepRoute from '~/routes/relief.payments.step'
import { setClock } from '~/lib/dates'
import { rowOf } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { asInDemo, newcomer } from '../../support/people'
import { granted, lines, PAY_DAY } from './purse'
import { seedTown, type Town } from './town'

type Person = Awaited<ReturnType<typeof newcomer>>
let town: Town
let fn: Person
let stranger: Person
let ca: Person
let cc: Person
let file = ''
let batch = ''

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  setClock(PAY_DAY)
  town = await seedTown()
  fn = await newcomer('FN', '340705-FN1')
  stranger = await newcomer('FN', '340706-FN1')
  ca = await newcomer('CA', '340705-CA1')
  cc = await newcomer('CC', '340705001-CW1')
  file = await granted(town)
  await granted(town)
}, 120_000)
afterAll(() => setClock(null))

const at = (id: string, end = '') => [`/relief/payments/${id}${end}`, { id }] as const

describe('making a batch', () => {
  it('is offered as sums, and made once however often the form is sent', async () => {
    const page = (await fn.get(newRoute.loader, '/relief/payments/new?month=2026-11')).data as {
      data: { groups: { n: number; amount: string }[] }
    }
    expect(page.data.groups).toMatchObject([{ n: 2, amount: '1,240.00' }])
    expect(JSON.stringify(page.data)).not.toMatch(/赵|6217/)
    const form = { programme: 'temp_relief', month: '2026-11' }
    for (const other of [ca, cc]) {
      expect((await other.get(newRoute.loader, '/relief/payments/new')).status).toBe(403)
      expect((await other.post(newRoute.action, '/relief/payments/new', form)).status).toBe(403)
    }
    expect((await stranger.post(newRoute.action, '/relief/payments/new', form)).status).toBe(409)
    for (const bad of [{ ...form, programme: 'x' }, { ...form, month: '2026-13' }, { ...form, month: '2026-12' }, {}])
      expect((await fn.post(newRoute.action, '/relief/payments/new', bad)).status).toBe(422)
    const made = await fn.post(newRoute.action, '/relief/payments/new', form)
    batch = /payments\/([0-9a-f-]{36})\?done=make/.exec(made.location ?? '')![1]!
    expect((await fn.post(newRoute.action, '/relief/payments/new', form)).status).toBe(409)
    expect(await asSuperuser(`SELECT 1 FROM case_file WHERE kind = 'payment_batch'`)).toHaveLength(1)
  })

  it('stands on the desk and in the list under its title, with names and masked accounts on its page', async () => {
    const list = (await fn.get(listRoute.loader, '/relief/payments?programme=temp_relief&month=2026-11')).data as {
      data: { rows: object[] }
    }
    expect(list.data.rows).toMatchObject([{ title: '2026-11 临时救助', lines: 2, amount: '1,240.00' }])
    const none = (await fn.get(listRoute.loader, '/relief/payments?budget=other')).data as { data: { rows: object[] } }
    expect(none.data.rows).toEqual([])
    const desk = JSON.stringify((await fn.get(deskRoute.loader, '/?tab=mine')).data)
    expect(desk).toContain('2026-11 临时救助')
    const [path, params] = at(batch)
    const page = (await fn.get(batchRoute.loader, path, params)).data as { data: { lines: { rows: object[] } } }
    expect(page.data.lines.rows).toMatchObject([{ no: 1, name: '赵小困', amount: '620.00' }, { no: 2 }])
    const text = JSON.stringify(page.data)
    expect(text).not.toMatch(/621700000000000\d{4}/)
    expect(text).not.toContain(file)
    const [read] = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM access_log l JOIN case_file c ON c.file_token = l.file_token WHERE c.id = $1 AND l.event = 'read'`,
      [batch],
    )
    expect(read!.n).toBeGreaterThan(0)
  })
})

describe('other people’s batches', () => {
  it('are not there for another office, and refused to who pays nothing', async () => {
    const [path, params] = at(batch)
    expect((await stranger.get(batchRoute.loader, path, params)).status).toBe(404)
    expect((await ca.get(batchRoute.loader, path, params)).status).toBe(403)
    const step = { id: batch, step: 'cancel' }
    const form = { reason: '不是我的', sure: 'on', _version: '1' }
    expect((await stranger.post(stepRoute.action, `${path}/step/cancel`, form, step)).status).toBe(404)
    expect((await cc.post(stepRoute.action, `${path}/step/cancel`, form, step)).status).toBe(403)
    expect((await stranger.get(resultRoute.loader, `${path}/step/read_back`, params)).status).toBe(404)
    expect((await stranger.get(paperRoute.loader, `${path}/documents/new?code=payment_roster`, params)).status).toBe(
      404,
    )
    expect((await fn.get(caseRoute.loader, `/relief/${file}`, { id: file })).status).toBe(403)
    expect((await fn.get(batchRoute.loader, `/relief/payments/${file}`, { id: file })).status).toBe(404)
  })

  it('are not read back before they are sent, nor by a form that only says so', async () => {
    const [path, params] = at(batch)
    expect((await fn.get(resultRoute.loader, `${path}/step/read_back`, params)).status).toBe(403)
    const forged = { resultId: '0190a000-0000-7000-8000-0000000000c1', _version: '1' }
    const answer = await fn.post(stepRoute.action, `${path}/step/read_back`, forged, { id: batch, step: 'read_back' })
    expect(answer.status).toBe(403)
    expect((await lines(batch)).map((one) => one.state)).toEqual(['listed', 'listed'])
  })
})

describe('sending', () => {
  it('is refused on a version that is not the present one, and without the tick', async () => {
    const [path] = at(batch)
    const params = { id: batch, step: 'send' }
    const send = (fields: Record<string, string>) => fn.post(stepRoute.action, `${path}/step/send`, fields, params)
    expect((await send({ _version: '1' })).status).toBe(422)
    expect((await send({ _version: '7', checked: 'on' })).status).toBe(409)
    expect((await send({ _version: '1', checked: 'on' })).location).toContain('done=send')
    expect((await rowOf(batch)).state).toBe('sent')
  })

  it('offers the roster with masked accounts, and no export of another office’s', async () => {
    const [path, params] = at(batch)
    const paper = JSON.stringify(
      (await fn.get(paperRoute.loader, `${path}/documents/new?code=payment_roster`, params)).data,
    )
    expect(paper).toContain('社会救助资金发放清册')
    expect(paper).toContain('********')
    expect(paper).not.toMatch(/621700000000000\d{4}/)
  })
})

describe('the budget and the reserves', () => {
  it('open to who follows the money in the county, and to finance', async () => {
    for (const who of [fn, ca]) {
      const page = (await who.get(budgetRoute.loader, '/relief/payments/budget?year=2026')).data as {
        data: { rows: object[] }
      }
      expect(page.data.rows).toMatchObject([{ batch: '1,240.00', whole: true }])
    }
    expect((await cc.get(budgetRoute.loader, '/relief/payments/budget')).status).toBe(403)
    for (const other of [ca, cc])
      expect((await other.get(reserveRoute.loader, '/relief/payments/reserves')).status).toBe(403)
    const fields = { unit: '340705001-CW1', name: '备用金', account: '6228000000000000001', bank: '行' }
    expect((await stranger.post(reserveRoute.action, '/relief/payments/reserves', fields)).status).toBe(422)
    expect((await fn.post(reserveRoute.action, '/relief/payments/reserves', { ...fields, account: '12' })).status).toBe(
      422,
    )
    expect((await fn.post(reserveRoute.action, '/relief/payments/reserves', fields)).location).toContain('done')
  })
})
