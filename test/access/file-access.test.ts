import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as parties from '~/routes/file.access'
import * as readers from '~/routes/file.readers'
import * as why from '~/routes/file.why'
import * as consents from '~/routes/file.consents'
import { setClock } from '~/lib/dates'
import { openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, newcomer, seedOrg, type SignedIn } from '../support/people'

const HERE = '340705001-JO1'
let id = ''
let worker: SignedIn
let head: SignedIn
let neighbour: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  const person = {
    idType: 'resident' as const,
    idNo: '340799200601010015',
    name: '李小小',
    sex: 'F',
    birthOn: '2006-01-01',
  }
  id = (await openAt('handoff', HERE, [{ person }]))[0]!.id
  worker = await newcomer('TJ', HERE)
  head = await newcomer('TH', HERE)
  neighbour = await newcomer('TJ', '340705002-JO1')
})
beforeEach(() => setClock('2026-11-23T09:00:00+08:00'))
afterAll(() => setClock(null))

const see = (who: SignedIn, page: { loader: Parameters<SignedIn['get']>[0] }, name: string) =>
  who.get(page.loader, `/handoff/${id}/${name}`, { id })
const grant = (who: SignedIn, form: Record<string, string>) =>
  who.post(
    parties.action,
    `/handoff/${id}/access`,
    { _intent: 'grant', post: neighbour.id, view: 'limited', until: '2026-11-25', basis: '联合走访', ...form },
    { id },
  )
const error = (answer: { data: Record<string, unknown> }) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)

describe('why may I see this', () => {
  test('by range: the post, its unit, the view', async () => {
    expect((await see(worker, why, 'why')).data.reason).toMatchObject({
      by: 'range',
      reach: 'unit',
      view: 'full',
      until: null,
    })
    const county = await newcomer('JC', '340705-JB1')
    expect((await see(county, why, 'why')).data.reason).toMatchObject({
      by: 'range',
      reach: 'subtree',
      regionName: '地区340705',
    })
  })

  test('absent and out of scope are told alike, and the refusal is logged', async () => {
    const [out, none] = [
      await see(neighbour, why, 'why'),
      await neighbour.get(why.loader, '/handoff/x/why', { id: '01a20771-9516-7211-b124-7b64d78f43bd' }),
    ]
    expect([out.status, out.data.message]).toEqual([404, none.data.message])
    expect((await neighbour.get(why.loader, '/handoff/x/why', { id: "'" })).status).toBe(404)
    expect((await logged('refuse')).at(-1)).toMatchObject({ post_id: neighbour.id })
  })

  test('a role without the kind is refused', async () => {
    for (const role of ['AD', 'SE', 'AU', 'PR'] as const)
      expect((await see(await newcomer(role, '340705-JB1'), why, 'why')).status).toBe(403)
  })
})

describe('a look for one post until a day', () => {
  test('is given by the head, with basis and end, and shows why', async () => {
    expect((await see(neighbour, why, 'why')).status).toBe(404)
    expect((await grant(head, {})).location).toBe(`/handoff/${id}/access`)
    expect((await see(neighbour, why, 'why')).data.reason).toMatchObject({
      by: 'party',
      basis: '联合走访',
      view: 'limited',
      until: new Date('2026-11-26T00:00:00+08:00'),
    })
    setClock('2026-11-25T23:59:00+08:00')
    await asSuperuser('UPDATE app_session SET seen_at = $1, created_at = $1', [new Date('2026-11-25T23:58:00+08:00')])
    expect((await see(neighbour, why, 'why')).status).toBe(200)
    setClock('2026-11-26T00:00:00+08:00')
    expect((await see(neighbour, why, 'why')).status).toBe(404)
    await asSuperuser('UPDATE app_session SET seen_at = $1, created_at = $1', [new Date('2026-11-23T09:00:00+08:00')])
    expect((await logged('party')).at(-1)).toMatchObject({
      post_id: head.id,
      data: { part: 'one_off', view: 'limited' },
    })
  })

  test('is taken back at once', async () => {
    const line = ((await see(head, parties, 'access')).data.parties as { id: string; endable: boolean }[])[0]!
    expect(line.endable).toBe(true)
    expect(
      (await head.post(parties.action, `/handoff/${id}/access`, { _intent: 'end', party: line.id }, { id })).status,
    ).toBe(302)
    expect((await see(neighbour, why, 'why')).status).toBe(404)
    expect(
      (await head.post(parties.action, `/handoff/${id}/access`, { _intent: 'end', party: line.id }, { id })).status,
    ).toBe(404)
  })

  test.each([
    [{ until: '2026-11-22' }, '不能早于今天'],
    [{ until: '2027-11-24' }, '最长 12 个月'],
    [{ basis: '' }, '请填写'],
    [{ view: 'rx' }, '请从列表中选择'],
    [{ post: '01a20771-9516-7211-b124-7b64d78f43bd' }, '请从列表中选择'],
  ])('refuses %j', async (form, text) => {
    const answer = await grant(head, form as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(error(answer)).toContain(text)
  })

  test('is not for the worker to give, nor for other units, nor to oneself', async () => {
    expect((await grant(worker, {})).status).toBe(403)
    expect((await grant(neighbour, {})).status).toBe(404)
    expect((await grant(head, { post: head.id })).status).toBe(422)
    expect((await see(worker, parties, 'access')).data).toMatchObject({ mayGrant: false, candidates: [] })
  })

  test('gives a pair helper no more than the basics', async () => {
    const helper = await newcomer('PH', HERE)
    expect(error(await grant(head, { post: helper.id, view: 'full' }))).toContain('最多只能看基本情况')
    expect((await grant(head, { post: helper.id })).status).toBe(302)
  })
})

test('who opened this file: everybody who may open it sees it, newest first', async () => {
  await see(worker, why, 'why')
  const { readings } = (await see(head, readers, 'readers')).data as {
    readings: { who: string; post: string; what: string }[]
  }
  expect(readings.some((row) => row.who === worker.name && row.post.includes('司法所工作人员'))).toBe(true)
  expect((await see(neighbour, readers, 'readers')).status).toBe(404)
})

describe('consents', () => {
  const give = (form: Record<string, string | string[]>, who = worker) =>
    who.post(
      consents.action,
      `/handoff/${id}/consents`,
      {
        _intent: 'give',
        signer: '李小小',
        capacity: 'self',
        scope: ['home_visit', 'employer'],
        recipients: 'village',
        method: 'paper',
        signedOn: '2026-11-20',
        keptAt: '一号柜',
        ...form,
      },
      { id },
    )
  const list = async () =>
    (await see(worker, consents, 'consents')).data.consents as {
      id: string
      withdrawnOn: string | null
      again: boolean
      scope: string[]
    }[]

  test('are recorded with the wording and withdrawn from that day on, once', async () => {
    expect((await give({})).location).toBe(`/handoff/${id}/consents`)
    const [one] = await list()
    expect(one).toMatchObject({ scope: ['home_visit', 'employer'], withdrawnOn: null })
    const [row] = await asSuperuser<{ text_hash: string }>('SELECT text_hash FROM consent WHERE id = $1', [one!.id])
    expect(row!.text_hash).toMatch(/^[0-9a-f]{64}$/)
    const withdraw = () =>
      worker.post(consents.action, `/handoff/${id}/consents`, { _intent: 'withdraw', consent: one!.id }, { id })
    expect((await withdraw()).status).toBe(302)
    expect((await list())[0]!.withdrawnOn).toBe('2026-11-23')
    expect((await withdraw()).status).toBe(409)
  })

  test('below 14 only a guardian signs; from 18 on the person', async () => {
    expect(error(await give({ signedOn: '2019-12-31' }))).toContain('监护人')
    expect((await give({ signedOn: '2019-12-31', capacity: 'guardian', signer: '李父' })).status).toBe(302)
    expect((await list()).at(-1)).toMatchObject({ again: true })
    expect(error(await give({ capacity: 'guardian' }))).toContain('本人签署')
    expect(error(await give({ signedOn: '2026-11-24' }))).toContain('不能晚于今天')
    expect(error(await give({ scope: [] }))).toContain('请至少选择一项')
  })

  test('are out of reach for other units', async () => {
    expect((await give({}, neighbour)).status).toBe(404)
  })
})
