import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { action, loader } from '~/routes/sign-in'
import { loader as people } from '~/routes/people'
import { sameSitePath } from '~/access/public.server'
import { setClock } from '~/lib/dates'
import { asSuperuser, testDatabase } from '../support/database'
import { ask, asInDemo, logged, makePost, makeUser, PASSWORD, seedOrg, signedIn } from '../support/people'

const at = (time: string) => setClock(`2026-11-23T${time}+08:00`)

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
})
beforeEach(() => at('09:00:00'))
afterAll(() => setClock(null))

const enter = (username: string, password: string, more: Record<string, string> = {}) =>
  ask(action, '/sign-in', { form: { username, password, ...more } })
const told = (answer: { data: Record<string, unknown> }) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error)

describe('signing in', () => {
  test('with one post leads on at once, with a cookie that works', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    const answer = await enter(post.username, PASSWORD, { to: '/people?q=li' })
    expect(answer.location).toBe('/people?q=li')
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('guicheng.session_token='))!
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const page = await ask(people, '/people', { cookie: cookie.split(';')[0] })
    expect(page.data.shell).toMatchObject({ role: 'TJ' })
    expect((await logged('sign_in')).at(-1)).toMatchObject({ user_id: post.userId })
    expect((await ask(loader, '/sign-in', { cookie: cookie.split(';')[0] })).location).toBe('/')
  })

  test('with several posts asks for one first', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await makePost({ role: 'TH', unit: '340705002-JO1', userId: post.userId })
    expect((await enter(post.username, PASSWORD, { to: '/help' })).location).toBe('/posts?to=%2Fhelp')
  })

  test('tells an unknown name, a wrong password and a disabled account alike', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    const gone = await makeUser({ disabled: true })
    const answers = [
      await enter('nobody', PASSWORD),
      await enter(post.username, 'Wrong-2026'),
      await enter(gone.username, PASSWORD),
    ]
    expect(new Set(answers.map((answer) => `${answer.status} ${told(answer)}`)).size).toBe(1)
    expect(told(answers[0]!)).toContain('用户名或密码不正确')
    expect(JSON.stringify(answers)).not.toContain('Wrong-2026')
    expect(
      await asSuperuser('SELECT 1 FROM app_session WHERE user_id = $1 AND ended_at IS NULL', [gone.userId]),
    ).toHaveLength(0)
  })

  test.each([
    ['\u0000admin', 'x'],
    ["' OR 1=1 --", 'x'],
    ['a'.repeat(500), 'x'],
    ['admin', 'x'.repeat(5000)],
  ])('takes %j for a wrong name', async (username, password) => {
    const answer = await enter(username, password)
    expect(answer.status).toBe(422)
    expect(told(answer)).toContain('用户名或密码不正确')
  })

  test('names the fields that are empty and keeps the name typed', async () => {
    const answer = await enter('zhoulan', '')
    expect(told(answer)).toContain('请填写密码')
    expect((answer.data.lastResult as { initialValue: unknown }).initialValue).toMatchObject({ username: 'zhoulan' })
  })
})

describe('five failures in 15 minutes lock for 30', () => {
  const fail = async (username: string, times: number) => {
    for (let n = 0; n < times; n++) await enter(username, 'Wrong-2026')
  }

  test('also against the right password, until the half hour is over', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await fail(post.username, 5)
    const locked = await enter(post.username, PASSWORD)
    expect(locked.status).toBe(429)
    expect(told(locked)).toContain('已锁定 30 分钟')
    expect((await logged('locked')).at(-1)).toMatchObject({ user_id: post.userId })
    at('09:29:00')
    expect((await enter(post.username, PASSWORD)).status).toBe(429)
    at('09:31:00')
    expect((await enter(post.username, PASSWORD)).location).toBe('/')
  })

  test('counts guesses made in parallel', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await Promise.all(Array.from({ length: 5 }, () => enter(post.username, 'Wrong-2026')))
    expect((await enter(post.username, PASSWORD)).status).toBe(429)
  })

  test('forgets failures that are older, or came before a success', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await fail(post.username, 4)
    at('09:16:00')
    await fail(post.username, 4)
    expect((await enter(post.username, PASSWORD)).location).toBe('/')
    await fail(post.username, 4)
    expect((await enter(post.username, PASSWORD)).location).toBe('/')
  })
})

describe('a session ends', () => {
  const reach = async (cookie: string) => (await ask(people, '/people', { cookie })).location
  const start = async () => signedIn(await makePost({ role: 'TJ', unit: '340705001-JO1' }))

  test('after 15 idle minutes', async () => {
    const { cookie } = await start()
    at('09:14:00')
    expect(await reach(cookie)).toBeNull()
    at('09:28:00')
    expect(await reach(cookie)).toBeNull()
    at('09:44:00')
    expect(await reach(cookie)).toBe('/sign-in?to=%2Fpeople')
  })

  test('after 8 hours of work', async () => {
    const { cookie, sessionId } = await start()
    await asSuperuser(`UPDATE app_session SET seen_at = '2026-11-23T17:00:00+08:00' WHERE id = $1`, [sessionId])
    at('16:59:00')
    expect(await reach(cookie)).toBeNull()
    at('17:01:00')
    expect(await reach(cookie)).toContain('/sign-in')
  })

  test.each([
    ['revoked', 'UPDATE app_session SET ended_at = now() WHERE user_id = $1'],
    ['of a disabled account', 'UPDATE app_user SET disabled_at = now() WHERE id = $1'],
  ])('at once when it is %s', async (_, sql) => {
    const { cookie, userId } = await start()
    await asSuperuser(sql, [userId])
    expect(await reach(cookie)).toContain('/sign-in')
  })

  test('of a post whose term is over leads to the choice of posts', async () => {
    const { cookie, id } = await start()
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [id])
    expect(await reach(cookie)).toBe('/posts?to=%2Fpeople')
  })
})

describe('where sign-in leads', () => {
  test.each([
    ['/people?q=a', '/people?q=a'],
    ['/handoff/1?draft=2', '/handoff/1?draft=2'],
    ['/handoff/new.data', '/handoff/new'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a\\..\\b', '/'],
    ['/\t/evil.example', '/'],
    ['/..//evil.example', '/'],
    ['/./\n/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    ['/sign-out', '/'],
    ['/sign-in?to=/sign-in', '/'],
  ])('%j → %j', (to, path) => expect(sameSitePath(to)).toBe(path))

  test('an address of another site is not followed after sign-in', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    expect((await enter(post.username, PASSWORD, { to: '//evil.example/x' })).location).toBe('/')
  })
})
