/** Ten minutes after the sign-in, doors that approve and print ask again who it is; what was typed comes back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '~/lib/dates'
import * as authorisations from '~/routes/access.authorisations'
import * as codes from '~/routes/account.recovery-codes'
import * as door from '~/routes/re-authenticate'
import * as factor from '~/routes/second-factor'
import * as pickups from '~/routes/handoff.pickups.print'
import * as week from '~/routes/week'
import { code, errorsOf, fill, withFactor } from '../../support/accounts'
import { asSuperuser, testDatabase } from '../../support/database'
import { ask, logged, makeUser, newcomer, PASSWORD, seedOrg, type SignedIn } from '../../support/people'

const at = (time: string) => setClock(`2026-11-23T${time}+08:00`)
const HERE = '340705001-JO1'
const SHEET = '/access/authorisations'
let head: SignedIn
let worker: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(async () => {
  at('09:00:00')
  head = await newcomer('TH', HERE)
  worker = await newcomer('TJ', HERE)
})
afterAll(() => setClock(null))

const typed = () => ({ _intent: 'authorise', post: worker.id, until: '2027-11-20' })
const sign = () => head.post(authorisations.action, SHEET, typed())
const signed = async () =>
  (
    await asSuperuser<{ until: string | null }>('SELECT authorised_until::text AS until FROM post WHERE id = $1', [
      worker.id,
    ])
  )[0]!.until
const prove = async (path: string, form: Record<string, string>) => fill(door, path, head.cookie, form)
/** Keeps the session alive while the minutes pass. */
const wait = async (time: string) => {
  await asSuperuser('UPDATE app_session SET seen_at = $2 WHERE id = $1', [head.sessionId, `2026-11-23T${time}+08:00`])
  at(time)
}

describe('a door that approves', () => {
  test('opens for ten minutes after the sign-in', async () => {
    await wait('09:10:00')
    expect((await sign()).location).toBe(SHEET)
    expect(await signed()).toBe('2027-11-20')
  })

  test('then leads to the proof of identity, which brings back what was typed', async () => {
    await wait('09:10:01')
    const sent = await sign()
    const way = new URL(sent.location!, 'http://x')
    expect([way.pathname, way.searchParams.get('to')]).toEqual(['/re-authenticate', SHEET])
    expect(await signed()).toBeNull()
    expect((await logged('refuse')).filter((line) => line.post_id === head.id)).toEqual([])

    const back = `${SHEET}?draft=${way.searchParams.get('draft')}`
    const { page, answer } = await prove(sent.location!, { password: PASSWORD, to: back })
    expect(page.data).toMatchObject({ to: back, kept: true, second: false, minutes: 10 })
    expect(answer.location).toBe(back)
    const again = await head.get(authorisations.loader, back)
    expect((again.data.draft as { initialValue: unknown }).initialValue).toEqual(typed())
    expect((await sign()).location).toBe(SHEET)
    expect(await signed()).toBe('2027-11-20')
    expect((await logged('re_authenticate')).at(-1)).toMatchObject({ user_id: head.userId })

    await wait('09:20:01')
    expect((await sign()).location).toBe(SHEET)
    await wait('09:20:02')
    expect((await sign()).location).toContain('/re-authenticate')
  })

  test('refuses somebody who may not do it at all before asking who he is', async () => {
    await wait('09:11:00')
    at('09:11:00')
    expect((await worker.post(authorisations.action, SHEET, typed())).status).toBe(403)
  })

  test('that prints is closed to reading, too', async () => {
    expect((await head.get(week.loader, '/week')).status).toBe(200)
    await wait('09:11:00')
    expect((await head.get(week.loader, '/week?own=1')).location).toBe('/re-authenticate?to=%2Fweek%3Fown%3D1')
    expect((await head.get(pickups.loader, '/handoff/pickups/print')).location).toContain('/re-authenticate')
    expect((await head.post(week.action, '/week', { purpose: 'help' })).location).toContain(
      '/re-authenticate?to=%2Fweek',
    )
  })

  test('of the own account asks as well: new recovery codes, another telephone', async () => {
    await withFactor(head.userId)
    await wait('09:11:00')
    for (const [path, one] of [
      ['/account/recovery-codes', codes],
      ['/second-factor', factor],
    ] as const) {
      expect((await ask(one.loader, path, { cookie: head.cookie })).location).toContain('/re-authenticate')
      expect((await ask(one.action, path, { cookie: head.cookie, form: {} })).location).toContain('/re-authenticate')
    }
  })
})

describe('the proof', () => {
  beforeEach(() => wait('09:11:00'))

  test('is the own password, and none of another person', async () => {
    const other = await makeUser()
    await asSuperuser(
      'UPDATE app_account SET password = (SELECT password FROM app_account WHERE user_id = $2) WHERE user_id = $1',
      [other.userId, worker.userId],
    )
    const { hashPassword } = await import('~/access/accounts/password-hash.server')
    await asSuperuser('UPDATE app_account SET password = $2 WHERE user_id = $1', [
      worker.userId,
      await hashPassword('Kollegin-2026'),
    ])
    const { answer } = await prove('/re-authenticate', { password: 'Kollegin-2026' })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer)).toEqual({ password: ['密码不正确。'] })
    expect((await sign()).location).toContain('/re-authenticate')
    expect((await logged('sign_in_failed')).at(-1)).toMatchObject({ user_id: head.userId, data: { reason: 're_auth' } })
  })

  test('with a second factor is password and code, each told at its field', async () => {
    await withFactor(head.userId)
    const page = await ask(door.loader, '/re-authenticate', { cookie: head.cookie })
    expect(page.data.second).toBe(true)
    const send = async (form: Record<string, string>) => errorsOf((await prove('/re-authenticate', form)).answer)
    expect(await send({ password: PASSWORD })).toEqual({ oneTimeCode: ['请填写验证码'] })
    expect(await send({ password: 'Falsch-2026x', oneTimeCode: code() })).toEqual({ password: ['密码不正确。'] })
    expect(Object.keys(await send({ password: PASSWORD, oneTimeCode: '000000' }))).toEqual(['oneTimeCode'])
    const used = code()
    expect((await prove('/re-authenticate', { password: PASSWORD, oneTimeCode: used })).answer.location).toBe('/')
    expect((await send({ password: PASSWORD, oneTimeCode: used })).oneTimeCode?.[0]).toContain('已经用过')
  })

  test('wrong five times locks the account and ends the session; the lock counts with that of the sign-in', async () => {
    for (let n = 1; n <= 4; n++)
      expect((await prove('/re-authenticate', { password: `Falsch-2026${n}` })).answer.status).toBe(422)
    expect((await prove('/re-authenticate', { password: 'Falsch-20265' })).answer.location).toBe('/sign-in?why=locked')
    expect((await sign()).location).toContain('why=locked')
    expect((await logged('locked')).at(-1)).toMatchObject({ user_id: head.userId })
  })

  test('can be sent again after a mistake, from the same page', async () => {
    const page = await ask(door.loader, '/re-authenticate', { cookie: head.cookie })
    const send = (password: string) =>
      ask(door.action, '/re-authenticate', {
        cookie: head.cookie,
        form: { _token: page.data.token as string, password },
      })
    expect((await send('Falsch-2026x')).status).toBe(422)
    expect((await send(PASSWORD)).location).toBe('/')
  })

  test.each(['//evil.example', 'https://evil.example/x', '/re-authenticate?to=/x', '/sign-out'])(
    'leads to no %j',
    async (to) => {
      expect((await prove('/re-authenticate', { password: PASSWORD, to })).answer.location).toBe('/')
    },
  )

  test('without a token of this session is refused', async () => {
    const form = { password: PASSWORD, _token: worker.token() }
    expect((await ask(door.action, '/re-authenticate', { cookie: head.cookie, form })).status).toBe(403)
  })
})
