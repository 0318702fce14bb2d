import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as breakGlass from '~/routes/access.break-glass'
import * as reviews from '~/routes/access.reviews'
import * as why from '~/routes/file.why'
import { setClock } from '~/lib/dates'
import { openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../support/people'

const OWNER = '340706001-JO1'
const reason = '家属来电称本人在家中欲轻生，须立即联系到人'
let file: { id: string; caseNo: string }
let reader: SignedIn

const clock = (time: string) => setClock(`2026-11-23T${time}+08:00`)
beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  clock('09:00:00')
})
beforeEach(async () => {
  clock('09:00:00')
  file = (await openAt('handoff', OWNER))[0]!
  reader = await newcomer('TJ', '340705001-JO1')
})
afterAll(() => setClock(null))

const open = (who: SignedIn, form: Record<string, string> = {}) =>
  who.post(breakGlass.action, '/access/break-glass', { caseNo: file.caseNo, reason, danger: 'on', ...form })
const sees = async (who: SignedIn) => (await who.get(why.loader, `/handoff/${file.id}/why`, { id: file.id })).status
const error = (answer: { data: Record<string, unknown> }) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)
const waiting = async (who: SignedIn) =>
  (
    (await who.get(reviews.loader, '/access/reviews')).data.reviews as {
      id: string
      who: string
      own: boolean
      first: object | null
      second: object | null
      may: 'first' | 'second' | null
      reason: string | null
      caseNo: string | null
    }[]
  ).filter((one) => !one.first)

describe('danger to life', () => {
  test('opens one file for 30 minutes, tells two people, is logged', async () => {
    expect(await sees(reader)).toBe(404)
    expect((await open(reader)).location).toBe(`/handoff/${file.id}`)
    clock('09:14:00')
    expect(await sees(reader)).toBe(200)
    clock('09:28:00')
    expect(await sees(reader)).toBe(200)
    clock('09:30:00')
    expect(await sees(reader)).toBe(404)
    const tasks = await asSuperuser<{ scope_key: string; role: string; due_on: string; case_id: string | null }>(
      `SELECT scope_key, role, due_on::text, case_id FROM task WHERE code = 'break_glass_review' AND detail = (SELECT id::text FROM break_glass WHERE post_id = $1) ORDER BY scope_key`,
      [reader.id],
    )
    expect(tasks).toEqual([
      { scope_key: '340705001-JO1', role: 'TH', due_on: '2026-11-24', case_id: null },
      { scope_key: OWNER, role: 'TH', due_on: '2026-11-24', case_id: file.id },
    ])
    expect((await logged('break_glass')).at(-1)).toMatchObject({ post_id: reader.id, purpose: 'life' })
    const [row] = await asSuperuser<{ reason: string }>('SELECT reason FROM break_glass WHERE post_id = $1', [
      reader.id,
    ])
    expect(row!.reason).toMatch(/^k1\.sm\./)
  })

  test('needs the whole number; a wrong one and a kind that the role never reads are answered alike', async () => {
    const notice = (await openAt('release_notice', '34-PR1'))[0]!
    const answers = await Promise.all([
      open(reader, { caseNo: file.caseNo.slice(0, -1) }),
      open(reader, { caseNo: '%' }),
      open(reader, { caseNo: notice.caseNo }),
    ])
    expect(new Set(answers.map((answer) => `${answer.status}${error(answer)}`)).size).toBe(1)
    expect(error(answers[0]!)).toContain('没有可以紧急查看的档案')
    expect((await logged('refuse')).filter((line) => line.post_id === reader.id)).toHaveLength(3)
    expect(await sees(reader)).toBe(404)
  })

  test('asks for a reason and for the danger to be confirmed', async () => {
    expect(error(await open(reader, { reason: '急' }))).toContain('至少 10 个字')
    expect(error(await open(reader, { danger: '' }))).toContain('危及生命')
  })

  test('stops guessing after ten wrong numbers within an hour', async () => {
    for (let n = 0; n < 10; n++) await open(reader, { caseNo: `AZ-340706-2026-9${n}` })
    expect((await open(reader)).status).toBe(429)
    clock('10:01:00')
    const again = await signedIn(reader)
    expect((await open(again)).status).toBe(302)
  })

  test.each(['PH', 'AD', 'SE', 'AU', 'SV'] as const)('is not for %s', async (role) => {
    expect((await open(await newcomer(role, '340705-JB1'))).status).toBe(403)
  })
})

describe('review', () => {
  const review = (who: SignedIn, id: string, outcome = 'justified') =>
    who.post(reviews.action, '/access/reviews', { review: id, outcome })

  test('by the head of the owner, once; nobody else reads of it', async () => {
    await open(reader)
    const head = await newcomer('TH', OWNER)
    const one = (await waiting(head)).find((each) => each.caseNo === file.caseNo)
    expect(one).toMatchObject({ who: reader.name, reason, caseNo: file.caseNo, own: false })
    expect((await review(head, one!.id, 'nonsense')).status).toBe(422)
    expect((await review(head, one!.id)).location).toBe('/access/reviews')
    expect((await review(head, one!.id)).status).toBe(409)
    expect((await logged('break_glass_review')).at(-1)).toMatchObject({
      post_id: head.id,
      data: { outcome: 'justified' },
    })
    expect(
      await asSuperuser(`SELECT 1 FROM task WHERE detail = $1 AND case_id IS NOT NULL AND done_at IS NULL`, [one!.id]),
    ).toHaveLength(0)
    expect(await waiting(await newcomer('TH', '340705002-JO1'))).toEqual([])
    expect((await (await newcomer('TJ', OWNER)).get(reviews.loader, '/access/reviews')).status).toBe(403)
  })

  test('also by the county and the city', async () => {
    await open(reader)
    for (const [role, unit] of [
      ['JA', '340706-JB1'],
      ['JX', '3407-JB1'],
    ] as const)
      expect((await waiting(await newcomer(role, unit))).some((one) => one.caseNo === file.caseNo)).toBe(true)
  })

  test('once more by the security administrator, who sees neither file nor reason, after the head or when he is late', async () => {
    await open(reader)
    const [{ id }] = (await asSuperuser<{ id: string }>('SELECT id FROM break_glass WHERE post_id = $1', [
      reader.id,
    ])) as [{ id: string }]
    const security = await newcomer('SE', '3407-PF1')
    const seen = async () => (await waiting(security)).find((one) => one.id === id)
    expect(await seen()).toMatchObject({ caseNo: null, reason: null, may: null })
    expect((await review(security, id, 'agreed')).status).toBe(409)
    expect((await review(security, id, 'justified')).status).toBe(422)
    await review(await newcomer('TH', OWNER), id)
    expect((await review(security, id, 'agreed')).status).toBe(302)
    expect((await review(security, id, 'inquiry')).status).toBe(409)
    expect((await logged('break_glass_second')).at(-1)).toMatchObject({
      post_id: security.id,
      data: { outcome: 'agreed' },
    })

    await open(reader)
    setClock('2026-11-25T00:01:00+08:00')
    const later = await signedIn(security)
    const late = (await waiting(later)).find((one) => one.who === reader.name && one.id !== id)!
    expect(late).toMatchObject({ may: 'second', first: null })
    expect((await review(later, late.id, 'inquiry')).status).toBe(302)
  })

  test('never of the own, not even in another post', async () => {
    const head = await newcomer('JA', '340706-JB1')
    await open(head)
    const own = (await waiting(head)).find((one) => one.own)!
    expect((await review(head, own.id)).status).toBe(403)
    const other = await signedIn(await makePost({ role: 'TH', unit: OWNER, userId: head.userId }))
    expect((await waiting(other)).find((one) => one.id === own.id)).toMatchObject({ own: true })
    expect((await review(other, own.id)).status).toBe(403)
  })
})
