import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as check from '~/routes/people.check'
import * as posts from '~/routes/posts'
import * as signIn from '~/routes/sign-in'
import * as signOut from '~/routes/sign-out'
import { loader as people } from '~/routes/people'
import { setClock } from '~/lib/dates'
import { asSuperuser, testDatabase } from '../support/database'
import { ask, asInDemo, logged, makePost, newcomer, PASSWORD, seedOrg, signedIn } from '../support/people'

const typed = { name: '欧阳春', birthOn: '1991-05-10', idNo: '' }
const at = (time: string) => setClock(`2026-11-23T${time}+08:00`)

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
})
beforeEach(() => at('09:00:00'))
afterAll(() => setClock(null))

const values = (answer: { data: Record<string, unknown> }, of = 'lastResult') =>
  (answer.data[of] as { initialValue?: Record<string, unknown> } | undefined)?.initialValue
const errors = (answer: { data: Record<string, unknown> }) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)

describe('a form survives the end of its session', () => {
  const expire = async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    at('09:20:00')
    const answer = await me.post(check.action, '/people/check', typed)
    const back = new URL(answer.location!, 'http://localhost')
    return { me, to: back.searchParams.get('to'), draft: back.searchParams.get('draft')!, path: back.pathname }
  }

  test('it is kept encrypted and shown again after sign-in, to its own user alone', async () => {
    const { me, to, draft, path } = await expire()
    expect([path, to]).toEqual(['/sign-in', '/people/check'])
    const [row] = await asSuperuser<{ body_enc: string; user_id: string }>(
      'SELECT body_enc, user_id FROM draft WHERE id = $1',
      [draft],
    )
    expect(row!.user_id).toBe(me.userId)
    expect(row!.body_enc).toMatch(/^k1\.sm\./)

    const entered = await ask(signIn.action, '/sign-in', {
      form: { username: me.username, password: PASSWORD, to: to!, draft },
    })
    expect(entered.location).toBe(`/people/check?draft=${draft}`)
    const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!
    expect(values(await ask(check.loader, entered.location!, { cookie }), 'draft')).toMatchObject({
      name: '欧阳春',
      birthOn: '1991-05-10',
    })

    const other = await newcomer('TJ', '340705001-JO1')
    expect((await other.get(check.loader, `/people/check?draft=${draft}`)).data.draft).toBeUndefined()
    expect((await ask(people, `/people?draft=${draft}`, { cookie })).data.draft).toBeUndefined()
  })

  test('also by way of the choice of posts', async () => {
    const { me, to, draft } = await expire()
    await makePost({ role: 'TH', unit: '340705001-JO1', userId: me.userId })
    const entered = await ask(signIn.action, '/sign-in', {
      form: { username: me.username, password: PASSWORD, to: to!, draft },
    })
    expect(new URL(entered.location!, 'http://x').searchParams.get('to')).toBe(`/people/check?draft=${draft}`)
  })

  test('for 24 hours', async () => {
    const { me, draft } = await expire()
    setClock('2026-11-24T09:21:00+08:00')
    const again = await signedIn(me)
    expect((await again.get(check.loader, `/people/check?draft=${draft}`)).data.draft).toBeUndefined()
  })

  test('never with a password or a token', async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    at('09:20:00')
    const answer = await me.post(check.action, '/people/check', { ...typed, password: 'geheim' })
    at('09:20:01')
    const again = await signedIn(me)
    const draft = new URL(answer.location!, 'http://x').searchParams.get('draft')
    const shown = values(await again.get(check.loader, `/people/check?draft=${draft}`), 'draft')!
    expect(shown.name).toBe('欧阳春')
    expect(shown).not.toHaveProperty('password')
    expect(shown).not.toHaveProperty('_token')
  })
})

describe('form tokens', () => {
  test('a forged or missing token is refused with 403 and logged', async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    for (const _token of ['', 'nonsense', `${me.token()}x`]) {
      const answer = await me.post(check.action, '/people/check', { ...typed, _token })
      expect(answer.status).toBe(403)
      expect(answer.thrown).toBe(true)
    }
    expect((await logged('refuse')).filter((line) => line.post_id === me.id)).toHaveLength(3)
  })

  test('a token of another user is no good', async () => {
    const [me, other] = [await newcomer('TJ', '340705001-JO1'), await newcomer('TJ', '340705001-JO1')]
    const answer = await me.post(check.action, '/people/check', { ...typed, _token: other.token() })
    expect(answer.status).toBe(409)
    expect(answer.data).not.toHaveProperty('result')
  })

  test('a form opened before the post was switched answers 409 "您已切换岗位" and stays filled', async () => {
    const first = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    const second = await makePost({ role: 'TJ', unit: '340705002-JO1', userId: first.userId })
    const me = await signedIn(first)
    const old = me.token()
    const page = await me.get(posts.loader, '/posts?to=/people/check')
    expect((page.data.posts as { id: string }[]).map((post) => post.id).sort()).toEqual([first.id, second.id].sort())
    const switched = await me.post(posts.action, '/posts', {
      _token: page.data.token as string,
      post: second.id,
      to: '/people/check',
    })
    expect(switched.location).toBe('/people/check')
    expect((await logged('switch_post')).at(-1)).toMatchObject({ user_id: first.userId, post_id: second.id })
    const answer = await me.post(check.action, '/people/check', { ...typed, _token: old })
    expect(answer.status).toBe(409)
    expect(errors(answer)).toContain('您已切换岗位')
    expect(values(answer)).toMatchObject({ name: '欧阳春' })
    expect((await me.get(people, '/people')).data.shell).toMatchObject({ unitName: '单位340705002-JO1' })
  })

  test('a second submission answers with the outcome of the first', async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    const _token = me.token()
    const both = await Promise.all([
      me.post(check.action, '/people/check', { ...typed, _token }),
      me.post(check.action, '/people/check', { ...typed, _token }),
    ])
    expect(both[0]!.data.result).toMatchObject({ newHref: expect.stringMatching(/^\/handoff\/new\?draft=/) })
    expect(both[0]!.data.result).toEqual(both[1]!.data.result)
    expect(await asSuperuser('SELECT 1 FROM draft WHERE user_id = $1', [me.userId])).toHaveLength(1)
  })

  test('a refused form does not use its token up', async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    const _token = me.token()
    const wrong = await me.post(check.action, '/people/check', { ...typed, birthOn: '', _token })
    expect(wrong.status).toBe(422)
    expect((await me.post(check.action, '/people/check', { ...typed, _token })).data.result).toBeTruthy()
  })
})

describe('choosing a post', () => {
  test('works without an active one, and only among the own posts in force', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await makePost({ role: 'TH', unit: '340705001-JO1', userId: post.userId, until: '2026-11-22' })
    const stranger = await makePost({ role: 'JA', unit: '340705-JB1' })
    const me = await signedIn(post, { active: null })
    expect((await me.get(people, '/people?q=a')).location).toBe('/posts?to=%2Fpeople%3Fq%3Da')
    const page = await me.get(posts.loader, '/posts?to=//evil.example')
    expect(page.data).toMatchObject({ to: '/', shell: null })
    expect(page.data.posts).toHaveLength(1)
    const _token = page.data.token as string
    expect((await me.post(posts.action, '/posts', { _token, post: stranger.id, to: '/' })).status).toBe(403)
    expect((await me.post(posts.action, '/posts', { _token: 'x', post: post.id, to: '/' })).status).toBe(403)
    expect((await me.post(posts.action, '/posts', { _token, post: post.id, to: '//evil.example' })).location).toBe('/')
    expect((await me.post(posts.action, '/posts', { _token, post: post.id, to: '/' })).location).toBe('/')
    expect((await me.get(people, '/people')).data.shell).toMatchObject({ role: 'TJ' })
  })
})

describe('signing out', () => {
  test('ends the session on the server, with any token of the session, used or not', async () => {
    const me = await newcomer('TJ', '340705001-JO1')
    const _token = me.token()
    await me.post(check.action, '/people/check', { ...typed, _token })
    expect((await me.post(signOut.action, '/sign-out', { _token: 'forged' })).status).toBe(403)
    const answer = await me.post(signOut.action, '/sign-out', { _token })
    expect(answer.location).toBe('/sign-in?out=1')
    expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0')
    expect((await me.get(people, '/people')).location).toContain('/sign-in')
    expect((await logged('sign_out')).at(-1)).toMatchObject({ user_id: me.userId })
    expect((await me.post(signOut.action, '/sign-out', { _token })).location).toBe('/sign-in?out=1')
  })
})
