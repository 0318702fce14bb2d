/** One session at a time, and a burst of guesses. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '~/lib/dates'
import * as account from '~/routes/account'
import * as check from '~/routes/people.check'
import * as codeDoor from '~/routes/sign-in.code'
import * as signIn from '~/routes/sign-in'
import { loader as help } from '~/routes/help'
import { code, cookieOf, enter, fill, openSessions, withFactor } from '../../support/accounts'
import { asSuperuser, testDatabase } from '../../support/database'
import { ask, asInDemo, logged, makePost, PASSWORD, seedOrg, signedIn } from '../../support/people'

const at = (time: string) => setClock(`2026-11-23T${time}+08:00`)

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
})
beforeEach(() => at('09:00:00'))
afterAll(() => setClock(null))

const someone = () => makePost({ role: 'TJ', unit: '340705001-JO1' })
const reach = async (cookie: string) => (await ask(help, '/help', { cookie })).location

describe('one session at a time', () => {
  test('a sign-in ends the other one, whose next request is told so and keeps what was typed', async () => {
    const post = await someone()
    const old = await signedIn(post)
    const fresh = cookieOf(await enter(post.username))
    expect(await reach(fresh)).toBeNull()
    const sent = await old.post(check.action, '/people/check', { name: '欧阳春', birthOn: '1991-05-10', idNo: '' })
    const way = new URL(sent.location!, 'http://x')
    expect([way.pathname, way.searchParams.get('why')]).toEqual(['/sign-in', 'elsewhere'])
    const page = await ask(signIn.loader, sent.location!, { cookie: old.cookie })
    expect(page.data).toMatchObject({ why: 'elsewhere', to: '/people/check' })

    const draft = way.searchParams.get('draft')!
    const back = await enter(post.username, PASSWORD, { to: '/people/check', draft })
    const shown = await ask(check.loader, back.location!, { cookie: cookieOf(back) })
    expect((shown.data.draft as { initialValue: unknown }).initialValue).toMatchObject({ name: '欧阳春' })
    expect(await reach(fresh)).toBe('/sign-in?to=%2Fhelp&why=elsewhere')
  })

  test('the password alone ends nothing: the code must follow', async () => {
    const post = await someone()
    await withFactor(post.userId)
    const old = await signedIn(post)
    const waiting = cookieOf(await enter(post.username))
    expect(await reach(old.cookie)).toBeNull()
    expect((await fill(codeDoor, '/sign-in/code', waiting, { oneTimeCode: code() })).answer.location).toBe('/')
    expect(await reach(old.cookie)).toContain('why=elsewhere')
  })

  test('of many sign-ins at once exactly one stays', async () => {
    const post = await someone()
    const answers = await Promise.all(Array.from({ length: 5 }, () => enter(post.username)))
    const alive = await Promise.all(answers.map(async (answer) => (await reach(cookieOf(answer))) === null))
    expect(alive.filter(Boolean)).toHaveLength(1)
    expect(await openSessions(post.userId)).toHaveLength(1)
  })

  test('another person’s sign-in ends nobody else’s', async () => {
    const old = await signedIn(await someone())
    await enter((await someone()).username)
    expect(await reach(old.cookie)).toBeNull()
  })
})

test.each(['%', '%zz.x', 'a;b', "'--", ''])('a cookie that says %j is nobody’s', async (value) => {
  expect(await reach(`guicheng.session_token=${value}`)).toBe('/sign-in?to=%2Fhelp')
})

describe('a burst of guesses', () => {
  const guess = (username: string, n: number) => enter(username, `Falsch-2026${n}`)

  test('is stopped at the fifth, however many come at once', async () => {
    const post = await someone()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(post.username, n)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array(5).fill(422), ...Array(15).fill(429)])
    const mine = (await logged('sign_in_failed')).filter((line) => line.user_id === post.userId)
    expect(mine.filter((line) => line.data?.reason === 'password')).toHaveLength(5)
    expect((await logged('locked')).filter((line) => line.user_id === post.userId)).toHaveLength(1)
    expect((await enter(post.username)).status).toBe(429)
  })

  test('with the right one behind the fifth does not let it in', async () => {
    const post = await someone()
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, (_, n) => guess(post.username, n)),
      enter(post.username),
    ])
    const last = answers.at(-1)!
    const failed = answers.filter((answer) => answer.status === 422).length
    // It came among the first five, or it was not looked at.
    expect(last.status === 429 ? failed : failed + 1).toBe(5)
  })

  test('of codes is stopped at the fifth, too', async () => {
    const post = await someone()
    await withFactor(post.userId)
    const cookie = cookieOf(await enter(post.username))
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => fill(codeDoor, '/sign-in/code', cookie, { oneTimeCode: '000000' })),
    )
    expect(answers.filter(({ answer }) => answer.status === 422)).toHaveLength(4)
    const mine = (await logged('sign_in_failed')).filter((line) => line.user_id === post.userId)
    expect(mine.filter((line) => line.data?.reason === 'code')).toHaveLength(5)
  })

  test('on a name that nobody has is answered as on one that is there', async () => {
    const post = await someone()
    const way = async (username: string) => {
      const told: [number, string][] = []
      for (let n = 0; n < 7; n++) {
        const answer = await guess(username, n)
        told.push([answer.status, JSON.stringify(answer.data.lastResult).replaceAll(username, 'X')])
      }
      at('09:29:00')
      const still = (await guess(username, 8)).status
      at('09:31:00')
      const over = (await guess(username, 9)).status
      at('09:00:00')
      return [...told, still, over]
    }
    expect(await way('gibt.es.nicht')).toEqual(await way(post.username))
  })
})

describe('my account', () => {
  test('shows my sign-ins and failures with time and address, and nobody else’s', async () => {
    const [me, other] = [await someone(), await someone()]
    await enter(me.username, 'Falsch-2026x')
    at('09:01:00')
    const cookie = cookieOf(await enter(me.username))
    await enter(other.username, 'Falsch-2026x')
    const page = await ask(account.loader, '/account', { cookie })
    const view = page.data.account as { lines: { what: string; ip: string; failed: boolean }[]; username: string }
    expect(view.username).toBe(me.username)
    expect(view.lines.map(({ what, ip, failed }) => [what, ip, failed])).toEqual([
      ['登录成功（密码）', '127.0.0.1', false],
      ['密码不正确', '127.0.0.1', true],
    ])
  })

  test('signs out everywhere', async () => {
    const me = await someone()
    const cookie = cookieOf(await enter(me.username))
    expect((await fill(account, '/account', cookie, { _intent: 'something' })).answer.status).toBe(403)
    const { answer } = await fill(account, '/account', cookie, { _intent: 'sign-out-everywhere' })
    expect(answer.location).toBe('/sign-in?out=1')
    expect(await openSessions(me.userId)).toHaveLength(0)
    expect(await reach(cookie)).toContain('/sign-in')
    expect((await logged('sign_out')).at(-1)).toMatchObject({ user_id: me.userId, data: { everywhere: true } })
  })

  test('works for somebody without a post', async () => {
    const post = await someone()
    const me = await signedIn(post, { active: null })
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [post.id])
    expect((await ask(account.loader, '/account', { cookie: me.cookie })).data).toMatchObject({ shell: null })
  })
})
