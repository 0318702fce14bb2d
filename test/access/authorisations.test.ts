import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as page from '~/routes/access.authorisations'
import * as posts from '~/routes/posts'
import { loader as people } from '~/routes/people'
import { propose } from '~/casefile/propose.server'
import { loadCase } from '~/casefile/load-case.server'
import { setClock } from '~/lib/dates'
import { actorOf, inScope, openAt, sampleDomain } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { logged, makePost, newcomer, seedOrg, signedIn, type SignedIn } from '../support/people'

const HERE = '340705001-JO1'
let head: SignedIn
let worker: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  head = await newcomer('TH', HERE)
  worker = await newcomer('TJ', HERE)
})
afterAll(() => setClock(null))

const send = (who: SignedIn, form: Record<string, string>) => who.post(page.action, '/access/authorisations', form)
const error = (answer: { data: Record<string, unknown> }) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)
const authorise = (who: SignedIn, form: Record<string, string> = {}) =>
  send(who, { _intent: 'authorise', post: worker.id, until: '2027-11-23', ...form })
const deputise = (who: SignedIn, form: Record<string, string> = {}) =>
  send(who, { _intent: 'deputy', deputy: worker.id, from: '2026-11-23', until: '2026-11-30', ...form })

describe('standing authorisation', () => {
  const until = async () =>
    (
      await asSuperuser<{ until: string | null; by: string }>(
        'SELECT authorised_until::text AS until, authorised_by AS by FROM post WHERE id = $1',
        [worker.id],
      )
    )[0]!

  test('is signed by the head for 12 months at most, and taken back', async () => {
    expect(error(await authorise(head, { until: '2027-11-24' }))).toContain('授权最长到 2027年11月23日')
    expect(error(await authorise(head, { until: '2026-11-22' }))).toContain('不能早于今天')
    expect((await authorise(head)).status).toBe(302)
    expect(await until()).toEqual({ until: '2027-11-23', by: head.id })
    expect((await logged('authorise')).at(-1)).toMatchObject({
      post_id: head.id,
      data: { postId: worker.id, until: '2027-11-23' },
    })
    expect((await send(head, { _intent: 'withdraw', post: worker.id })).status).toBe(302)
    expect((await until()).until).toBeNull()
  })

  test('not by colleagues, not for oneself, not for other units', async () => {
    expect((await authorise(worker)).status).toBe(403)
    expect((await authorise(head, { post: head.id })).status).toBe(422)
    expect((await authorise(await newcomer('TH', '340705002-JO1'))).status).toBe(422)
  })

  test('of the heads of offices by the county, of other counties by nobody there', async () => {
    expect((await authorise(await newcomer('JA', '340705-JB1'), { post: head.id })).status).toBe(302)
    expect((await authorise(await newcomer('JA', '340706-JB1'), { post: head.id })).status).toBe(422)
  })
})

describe('deputy', () => {
  test('holds a dated post of the higher role, and loses it when it is ended', async () => {
    expect((await deputise(head)).status).toBe(302)
    const [post] = await asSuperuser<{ id: string; role: string }>('SELECT id, role FROM post WHERE deputy_of = $1', [
      head.id,
    ])
    expect(post!.role).toBe('TH')
    const choice = (await worker.get(posts.loader, '/posts')).data as {
      posts: { id: string; deputy: boolean }[]
      token: string
    }
    expect(choice.posts.find((one) => one.id === post!.id)).toMatchObject({ deputy: true })
    await worker.post(posts.action, '/posts', { _token: choice.token, post: post!.id, to: '/' })
    expect((await worker.get(people, '/people')).data.shell).toMatchObject({ role: 'TH' })
    const asDeputy = await signedIn({ ...worker, id: post!.id, role: 'TH' })
    expect(error(await deputise(asDeputy))).toContain('代理人不能再安排他人代理')
    expect((await send(head, { _intent: 'end-deputy', post: post!.id })).status).toBe(302)
    expect((await worker.get(people, '/people')).location).toContain('/posts')
    expect((await logged('deputy')).at(-1)).toMatchObject({ post_id: head.id })
  })

  test('begins on its day', async () => {
    await deputise(head, { from: '2026-11-24' })
    expect(((await worker.get(posts.loader, '/posts')).data.posts as unknown[]).length).toBe(1)
    setClock('2026-11-24T00:10:00+08:00')
    expect(((await (await signedIn(worker)).get(posts.loader, '/posts')).data.posts as unknown[]).length).toBe(2)
  })

  test.each([
    [{ from: '2026-11-22' }, '不能早于今天'],
    [{ until: '2026-11-22' }, '不能早于开始日期'],
    [{ until: '2027-11-24' }, '代理最长到'],
    [{ deputy: 'x' }, '请从列表中选择'],
  ])('refuses %j', async (form, text) =>
    expect(error(await deputise(head, form as Record<string, string>))).toContain(text),
  )

  test('is refused where drafter would be approver', async () => {
    const [file] = await openAt('support', HERE, [{ state: 'active' }])
    const domain = sampleDomain('support')
    const actor = actorOf('TJ', HERE, { userId: worker.userId, postId: worker.id })
    await inScope(actor, async (ctx) => {
      const row = await loadCase(ctx.db, 'support', file!.id)
      await propose(domain, ctx, {
        file: row,
        step: 'end',
        input: { endOn: '2026-12-01' },
        facts: (await domain.facts(ctx.db, [row.id])).get(row.id)!,
      })
    })
    expect(error(await deputise(head))).toContain('拟办人不能审批自己的事项')
  })

  test('is refused for a role that excludes it, for one who holds it, for another unit', async () => {
    const twice = await makePost({ role: 'TJ', unit: HERE })
    await makePost({ role: 'TH', unit: HERE, userId: twice.userId })
    expect(error(await deputise(head, { deputy: twice.id }))).toContain('已经有这个岗位')
    const far = await makePost({ role: 'TJ', unit: '340705002-JO1' })
    expect((await deputise(head, { deputy: far.id })).status).toBe(422)
    expect((await deputise(worker)).status).toBe(403)
  })
})
