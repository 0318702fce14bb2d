/** The way from a one-time password to work, and the second step of every sign-in after it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '~/lib/dates'
import { loader as desk } from '~/routes/help'
import * as account from '~/routes/account'
import * as codeDoor from '~/routes/sign-in.code'
import * as factorDoor from '~/routes/second-factor'
import * as passwordDoor from '~/routes/password'
import { code, cookieOf, enter, errorsOf, fill, openSessions, withFactor } from '../../support/accounts'
import { asSuperuser, testDatabase } from '../../support/database'
import { ask, logged, makePost, PASSWORD, seedOrg } from '../../support/people'

const at = (time: string) => setClock(`2026-11-23T${time}+08:00`)
const NEW = 'Neu-gewählt-2026'

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(() => at('09:00:00'))
afterAll(() => setClock(null))

const newcomer = async (sql = '') => {
  const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
  await asSuperuser(`UPDATE app_user SET password_changed_at = '2026-11-01'${sql} WHERE id = $1`, [post.userId])
  return post
}
const MUST = ', must_change_password = true'
const reach = async (cookie: string) => (await ask(desk, '/help', { cookie })).location

describe('the first sign-in', () => {
  test('leads through a new password, a code generator and recovery codes to the page asked for', async () => {
    const me = await newcomer(MUST)
    const entered = await enter(me.username, PASSWORD, { to: '/people?q=li' })
    expect(entered.location).toBe('/password?to=%2Fpeople%3Fq%3Dli')
    const cookie = cookieOf(entered)
    expect(await reach(cookie)).toBe('/password?to=%2Fhelp')
    expect((await ask(account.loader, '/account', { cookie })).location).toBe('/password?to=%2Faccount')
    expect(await openSessions(me.userId)).toHaveLength(0)

    const changed = await fill(passwordDoor, entered.location!, cookie, {
      password: PASSWORD,
      newPassword: NEW,
      newPasswordAgain: NEW,
      to: '/people?q=li',
    })
    expect(changed.page.data).toMatchObject({ forced: 'handed_over', to: '/people?q=li', shell: null })
    expect(changed.answer.location).toBe('/second-factor?to=%2Fpeople%3Fq%3Dli')
    expect(await reach(cookie)).toBe('/second-factor?to=%2Fhelp')

    const first = await ask(factorDoor.loader, '/second-factor', { cookie })
    const again = await ask(factorDoor.loader, '/second-factor', { cookie })
    expect(again.data.secret).toBe(first.data.secret)
    const secret = String(first.data.secret).replaceAll(' ', '')
    const [row] = await asSuperuser<{ pending_enc: string }>(
      'SELECT pending_enc FROM app_second_factor WHERE user_id = $1',
      [me.userId],
    )
    expect(row!.pending_enc).toMatch(/^k1\.sm\./)

    const wrong = await fill(factorDoor, '/second-factor', cookie, { oneTimeCode: '000000', to: '/' })
    expect(wrong.answer.status).toBe(422)
    expect(errorsOf(wrong.answer).oneTimeCode?.[0]).toContain('验证码不正确')
    const right = await fill(factorDoor, '/second-factor', cookie, { oneTimeCode: code(0, secret), to: '/people?q=li' })
    const codes = right.answer.data.codes as string[]
    expect(codes).toHaveLength(10)
    expect(right.answer.data.next).toBe('/people?q=li')
    expect(await reach(cookie)).toBeNull()
    expect(await openSessions(me.userId)).toHaveLength(1)

    const kept = JSON.stringify(
      await asSuperuser('SELECT mac FROM app_recovery_code WHERE user_id = $1', [me.userId]).then(async (rows) => [
        rows,
        await asSuperuser('SELECT outcome FROM form_token'),
        await asSuperuser('SELECT secret_enc, pending_enc FROM app_second_factor WHERE user_id = $1', [me.userId]),
      ]),
    )
    for (const shown of [...codes, ...codes.map((one) => one.replace('-', '')), secret])
      expect(kept).not.toContain(shown)
    expect(await logged('account')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ user_id: me.userId, data: { what: 'password_changed', account: me.userId } }),
        expect.objectContaining({ user_id: me.userId, data: { what: 'second_factor_enrolled', account: me.userId } }),
      ]),
    )
  })

  test('cannot be cut short: every other door leads back', async () => {
    const me = await newcomer(MUST)
    const cookie = cookieOf(await enter(me.username))
    expect((await ask(factorDoor.loader, '/second-factor', { cookie })).location).toContain('/password')
    expect((await ask(codeDoor.loader, '/sign-in/code', { cookie })).location).toContain('/password')
    expect((await ask(factorDoor.action, '/second-factor', { cookie, form: { oneTimeCode: '1' } })).location).toContain(
      '/password',
    )
  })

  test('after 90 days the password must be changed; 14 days before a warning begins', async () => {
    const me = await newcomer()
    await withFactor(me.userId)
    const old = async (on: string) => {
      await asSuperuser('UPDATE app_user SET password_changed_at = $2 WHERE id = $1', [me.userId, on])
      await asSuperuser('UPDATE app_second_factor SET last_step = 0 WHERE user_id = $1', [me.userId])
      const cookie = cookieOf(await enter(me.username))
      const { answer } = await fill(codeDoor, '/sign-in/code', cookie, { oneTimeCode: code(), to: '/help' })
      const page = await ask(desk, '/help', { cookie })
      return [answer.location, (page.data.shell as { passwordDays?: number } | undefined)?.passwordDays]
    }
    expect(await old('2026-09-09T08:00:00+08:00')).toEqual(['/help', undefined])
    expect(await old('2026-09-08T23:00:00+08:00')).toEqual(['/help', 14])
    expect(await old('2026-08-26T08:00:00+08:00')).toEqual(['/help', 1])
    expect(await old('2026-08-25T08:00:00+08:00')).toEqual(['/password?to=%2Fhelp', undefined])
  })
})

describe('the new password', () => {
  const change = async (form: Record<string, string>, sql = MUST) => {
    const me = await newcomer(sql)
    const cookie = cookieOf(await enter(me.username))
    const all = { password: PASSWORD, newPassword: NEW, newPasswordAgain: NEW, ...form }
    const { answer } = await fill(passwordDoor, '/password', cookie, all)
    expect(JSON.stringify(answer.data)).not.toContain(all.newPassword || '∅')
    return { me, cookie, answer, errors: errorsOf(answer) }
  }

  test.each([
    [{ newPassword: 'kurz1A!' }, 'newPassword', '至少 10 位'],
    [{ newPassword: 'nurkleinbuchstaben' }, 'newPassword', '3 类'],
    [{ newPassword: '' }, 'newPassword', '请填写新密码'],
    [{ newPasswordAgain: `${NEW}x` }, 'newPasswordAgain', '两次填写的新密码不一样'],
    [{ password: '' }, 'password', '请填写现在的密码'],
    [{ password: 'Falsch-2026x' }, 'password', '密码不正确'],
    [{ newPassword: PASSWORD, newPasswordAgain: PASSWORD }, 'newPassword', '最近用过'],
  ])('%j is told at %s: %s', async (form, field, told) => {
    const { answer, errors } = await change(form)
    expect(answer.status).toBe(422)
    expect(errors[field]?.join()).toContain(told)
  })

  test('with the own name in it is refused', async () => {
    const me = await newcomer()
    await asSuperuser(`UPDATE app_user SET name = '欧阳春晓', must_change_password = true WHERE id = $1`, [me.userId])
    const cookie = cookieOf(await enter(me.username))
    for (const own of ['Ouyang-Chunxiao-1', `${me.username}-Abc-2026`, '欧阳春晓Aa1aaaaa']) {
      const { answer } = await fill(passwordDoor, '/password', cookie, {
        password: PASSWORD,
        newPassword: own,
        newPasswordAgain: own,
      })
      expect(errorsOf(answer).newPassword?.[0], own).toContain('不能含有')
    }
  })

  test('is none of the last five; the sixth one back may come again', async () => {
    const me = await newcomer()
    await withFactor(me.userId)
    const cookie = cookieOf(await enter(me.username))
    await fill(codeDoor, '/sign-in/code', cookie, { oneTimeCode: code() })
    let current = PASSWORD
    const change = async (to: string) => {
      const { answer } = await fill(passwordDoor, '/password', cookie, {
        password: current,
        newPassword: to,
        newPasswordAgain: to,
      })
      if (answer.location) current = to
      return answer.location ?? errorsOf(answer).newPassword?.[0]
    }
    const names = ['Eins-2026-aa', 'Zwei-2026-aa', 'Drei-2026-aa', 'Vier-2026-aa', 'Fünf-2026-aa', 'Sechs-2026-aa']
    for (const [n, name] of names.entries()) {
      at(`09:0${n}:00`)
      expect(await change(name)).toBe('/account?done=password')
    }
    expect(await change('Zwei-2026-aa')).toContain('最近用过')
    expect(await change('Eins-2026-aa')).toBe('/account?done=password')
  })

  test('wrong present ones lock the account at the fifth and end the session', async () => {
    const me = await newcomer(MUST)
    const cookie = cookieOf(await enter(me.username))
    const wrong = () =>
      fill(passwordDoor, '/password', cookie, { password: 'Falsch-2026x', newPassword: NEW, newPasswordAgain: NEW })
    for (let n = 1; n <= 4; n++) expect((await wrong()).answer.status).toBe(422)
    expect((await wrong()).answer.location).toBe('/sign-in?why=locked')
    expect(await reach(cookie)).toBe('/sign-in?to=%2Fhelp&why=locked')
    expect((await enter(me.username)).status).toBe(429)
  })
})

describe('the second step', () => {
  const start = async () => {
    const me = await newcomer()
    await withFactor(me.userId)
    return { me, cookie: cookieOf(await enter(me.username)) }
  }
  const give = async (cookie: string, oneTimeCode: string, to = '/') =>
    (await fill(codeDoor, '/sign-in/code', cookie, { oneTimeCode, to })).answer

  test('opens the session for the code of the moment, with blanks or full-width digits in it', async () => {
    const { me, cookie } = await start()
    expect(await reach(cookie)).toBe('/sign-in/code?to=%2Fhelp')
    const typed = `${code().slice(0, 3)} ${code().slice(3)}`.replace(/\d/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    )
    expect((await give(cookie, typed, '/help')).location).toBe('/help')
    expect(await reach(cookie)).toBeNull()
    expect((await logged('sign_in')).at(-1)).toMatchObject({ user_id: me.userId, data: { by: 'code' } })
  })

  test('refuses a code that was taken already, also in another session', async () => {
    const { me, cookie } = await start()
    const used = code()
    expect((await give(cookie, used)).location).toBe('/')
    const second = cookieOf(await enter(me.username))
    expect(errorsOf(await give(second, used)).oneTimeCode?.[0]).toContain('已经用过')
    expect(errorsOf(await give(second, code(-1))).oneTimeCode?.[0]).toContain('已经用过')
    expect((await give(second, code(1))).location).toBe('/')
    expect((await logged('sign_in_failed')).filter((line) => line.data?.reason === 'replay')).toHaveLength(2)
  })

  test.each(['', '000000', 'abcdef', '00000-00000', '1'.repeat(500), '\u0000'])('refuses %j', async (typed) => {
    const { cookie } = await start()
    const answer = await give(cookie, typed)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer).oneTimeCode?.[0]).toBeTruthy()
    expect(await reach(cookie)).toContain('/sign-in/code')
  })

  test('locks at the fifth wrong code; the right password in between takes none of them back', async () => {
    const { me, cookie } = await start()
    for (let n = 1; n <= 3; n++) expect((await give(cookie, '000000')).status).toBe(422)
    const again = cookieOf(await enter(me.username))
    expect((await give(again, '000000')).status).toBe(422)
    expect((await give(again, '000000')).location).toBe('/sign-in?why=locked')
    expect((await enter(me.username)).status).toBe(429)
    // the other session still waits for its code: it is of no use
    expect((await give(cookie, code())).location).toBe('/sign-in?why=locked')
    at('09:31:00')
    expect((await give(cookieOf(await enter(me.username)), code())).location).toBe('/')
  })

  test('takes each recovery code once, and no code of another person', async () => {
    const { me, cookie } = await start()
    const { answer } = await (async () => {
      await give(cookie, code())
      const codes = await import('~/routes/account.recovery-codes')
      return fill(codes, '/account/recovery-codes', cookie, {})
    })()
    const [one, two] = answer.data.codes as string[]
    const other = await start()
    expect((await give(other.cookie, one!)).status).toBe(422)
    expect((await give(cookieOf(await enter(me.username)), one!.toUpperCase().replace('-', ' '))).location).toBe('/')
    expect((await logged('sign_in')).at(-1)).toMatchObject({ data: { by: 'recovery' } })
    expect(errorsOf(await give(cookieOf(await enter(me.username)), one!)).oneTimeCode?.[0]).toContain('验证码不正确')
    expect((await give(cookieOf(await enter(me.username)), two!)).location).toBe('/')
  })

  test('runs out with the idle time, and leads nowhere else meanwhile', async () => {
    const { cookie } = await start()
    expect((await ask(account.loader, '/account', { cookie })).location).toBe('/sign-in/code?to=%2Faccount')
    at('09:16:00')
    expect(await reach(cookie)).toBe('/sign-in?to=%2Fhelp')
  })

  test('a form sent meanwhile is kept and comes back after the code', async () => {
    const { cookie } = await start()
    const check = await import('~/routes/people.check')
    const sent = await ask(check.action, '/people/check', { cookie, form: { name: '欧阳春', _token: 'x' } })
    const way = new URL(sent.location!, 'http://x')
    expect([way.pathname, way.searchParams.get('to')]).toEqual(['/sign-in/code', '/people/check'])
    const page = await ask(codeDoor.loader, sent.location!, { cookie })
    expect(page.data.to).toBe(`/people/check?draft=${way.searchParams.get('draft')}`)
  })
})

test('an old hash is made anew at the next sign-in', async () => {
  const { hashPassword } = await import('better-auth/crypto')
  const me = await newcomer()
  await asSuperuser('UPDATE app_account SET password = $2 WHERE user_id = $1', [
    me.userId,
    await hashPassword(PASSWORD),
  ])
  expect((await enter(me.username)).location).toContain('/second-factor')
  const [row] = await asSuperuser<{ password: string }>('SELECT password FROM app_account WHERE user_id = $1', [
    me.userId,
  ])
  expect(row!.password).toMatch(/^pbkdf2-sm3\$/)
  expect((await enter(me.username)).location).toContain('/second-factor')
})
