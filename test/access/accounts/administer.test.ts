/** What administrators do with accounts, each only his part, nobody with his own. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountInput, createAccount } from '~/access/accounts/create-account.server'
import { disableAccount } from '~/access/accounts/disable-account.server'
import { enableAccount } from '~/access/accounts/enable-account.server'
import { resetPassword } from '~/access/accounts/reset-password.server'
import { resetSecondFactor } from '~/access/accounts/reset-second-factor.server'
import { unlockAccount } from '~/access/accounts/unlock-account.server'
import type { AdminCtx } from '~/access/accounts/other-account.server'
import type { Actor } from '~/access/actor'
import type { Role } from '~/access/roles'
import { setScope } from '~/access/scope.server'
import { dayOf, now, setClock } from '~/lib/dates'
import { prisma } from '~/lib/db.server'
import { isUserError } from '~/lib/errors'
import { loader as help } from '~/routes/help'
import * as codeDoor from '~/routes/sign-in.code'
import { code, cookieOf, enter, fill, withFactor } from '../../support/accounts'
import { asSuperuser, testDatabase } from '../../support/database'
import { ask, logged, makePost, PASSWORD, seedOrg, signedIn, type TestPost } from '../../support/people'

const HERE = '340705-CA1'
let ad: TestPost, se: TestPost, au: TestPost, tj: TestPost

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  ad = await makePost({ role: 'AD', unit: HERE })
  se = await makePost({ role: 'SE', unit: HERE })
  au = await makePost({ role: 'AU', unit: HERE })
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  tj = await makePost({ role: 'TJ', unit: '340705001-JO1' })
})
afterAll(() => setClock(null))

/** Does something as this person, in his scope, as the guard would. */
function as<T>(post: TestPost, work: (ctx: AdminCtx) => Promise<T>): Promise<T> {
  const region = post.unit.slice(0, post.unit.indexOf('-'))
  const actor: Actor = {
    sessionId: '',
    userId: post.userId,
    userName: post.name,
    postId: post.id,
    role: post.role,
    classCode: null,
    unit: { code: post.unit, name: '', kind: '', regionCode: region, regionName: '' },
    authorisedUntil: null,
    holders: [post.id, post.unit],
    covers: [],
    coveredBy: null,
    today: dayOf(now()),
    now: now(),
    ip: '127.0.0.1',
    requestId: 'r',
  }
  return prisma.$transaction(async (db) => {
    await setScope(db, actor)
    return work({ db, actor })
  })
}
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (isUserError(error) ? error.status : String(error)),
  )
const user = async (userId: string) =>
  (await asSuperuser<Record<string, unknown>>('SELECT * FROM app_user WHERE id = $1', [userId]))[0]!
const input = (given: Record<string, string>) => accountInput.parse({ name: '新同事', ...given })

const verbs: [name: string, role: Role, run: (ctx: AdminCtx, userId: unknown) => Promise<unknown>][] = [
  ['disableAccount', 'AD', disableAccount],
  ['enableAccount', 'AD', enableAccount],
  ['resetPassword', 'AD', resetPassword],
  ['unlockAccount', 'SE', unlockAccount],
  ['resetSecondFactor', 'SE', resetSecondFactor],
]

describe.each(verbs)('%s', (_, role, run) => {
  test(`is ${role}'s alone, never on the own account, and on nobody who is not there`, async () => {
    const holder = { AD: ad, SE: se }[role as 'AD' | 'SE']
    for (const post of [ad, se, au, tj].filter((one) => one !== holder))
      expect(await refusal(as(post, (ctx) => run(ctx, tj.userId))), post.role).toBe(403)
    expect(await refusal(as(holder, (ctx) => run(ctx, holder.userId)))).toBe(403)
    for (const id of ['x', undefined, '01a214f0-46a7-700f-8e1b-0bcaff160972'])
      expect(await refusal(as(holder, (ctx) => run(ctx, id)))).toBe(404)
    expect(await refusal(as(holder, (ctx) => run(ctx, tj.userId)))).toBe('done')
  })
})

describe('an account', () => {
  test('is made by AD without a post, with a password that must be changed', async () => {
    const made = await as(ad, (ctx) => createAccount(ctx, input({ username: 'TJ.Neu', name: ' 邓 小雅 ' })))
    expect(made).toMatchObject({ username: 'tj.neu', password: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) })
    expect(await user(made.userId)).toMatchObject({
      name: '邓 小雅',
      must_change_password: true,
      second_factor_at: null,
    })
    expect(await asSuperuser('SELECT 1 FROM post WHERE user_id = $1', [made.userId])).toEqual([])
    expect((await logged('account')).at(-1)).toMatchObject({
      post_id: ad.id,
      data: { what: 'created', account: made.userId },
    })
    expect((await enter('tj.neu', made.password)).location).toBe('/password?to=%2F')
    for (const post of [se, au, tj])
      expect(await refusal(as(post, (ctx) => createAccount(ctx, input({ username: `x${post.role}` }))))).toBe(403)
    expect(await refusal(as(ad, (ctx) => createAccount(ctx, input({ username: 'tj.neu' }))))).toBe(422)
  })

  test('with a hyphen in its name signs in, too', async () => {
    const made = await as(ad, (ctx) => createAccount(ctx, input({ username: 'tj.neu-2_b' })))
    expect((await enter('TJ.neu-2_b', made.password)).location).toBe('/password?to=%2F')
  })

  test.each(['', 'a', '9abc', 'a b', 'ä.b', "a'b", '张三', 'a'.repeat(41), '../x', 'a\u0000b'])(
    'cannot be called %j',
    (username) => expect(accountInput.safeParse({ name: '某人', username }).success).toBe(false),
  )

  test.each(['', '  ', '<script>alert(1)</script>', '名'.repeat(31)])('cannot belong to %j', (name) =>
    expect(accountInput.safeParse({ name, username: 'abc' }).success).toBe(false),
  )

  test('that is disabled ends its sessions, and opens again when enabled', async () => {
    const session = await signedIn(tj)
    await as(ad, (ctx) => disableAccount(ctx, tj.userId))
    expect((await ask(help, '/help', { cookie: session.cookie })).location).toContain('why=disabled')
    expect((await enter(tj.username)).status).toBe(422)
    expect(await user(tj.userId)).toMatchObject({ disabled_why: 'admin' })
    await as(ad, (ctx) => enableAccount(ctx, tj.userId))
    expect(await user(tj.userId)).toMatchObject({ disabled_at: null, disabled_why: null })
    expect((await enter(tj.username)).location).toBe('/second-factor?to=%2F')
  })

  test('of the last security administrator or auditor is not disabled', async () => {
    for (const post of [se, au]) expect(await refusal(as(ad, (ctx) => disableAccount(ctx, post.userId)))).toBe(409)
    const second = await makePost({ role: 'SE', unit: HERE })
    expect(await refusal(as(ad, (ctx) => disableAccount(ctx, second.userId)))).toBe('done')
    expect(await refusal(as(ad, (ctx) => disableAccount(ctx, se.userId)))).toBe(409)
  })

  test('whose password is reset gets another one-time password; lock and second factor stay', async () => {
    await withFactor(tj.userId)
    const session = await signedIn(tj)
    await asSuperuser(`UPDATE app_user SET locked_until = '2026-11-23T09:10:00+08:00' WHERE id = $1`, [tj.userId])
    const { password } = await as(ad, (ctx) => resetPassword(ctx, tj.userId))
    expect((await ask(help, '/help', { cookie: session.cookie })).location).toContain('why=reset')
    expect((await enter(tj.username, password)).status).toBe(429)
    setClock('2026-11-23T09:11:00+08:00')
    expect((await enter(tj.username, PASSWORD)).status).toBe(422)
    const entered = await enter(tj.username, password)
    expect(entered.location).toBe('/sign-in/code?to=%2F')
    const cookie = cookieOf(entered)
    expect((await fill(codeDoor, '/sign-in/code', cookie, { oneTimeCode: code() })).answer.location).toBe(
      '/password?to=%2F',
    )
  })

  test('that is locked is unlocked by SE', async () => {
    for (let n = 0; n < 5; n++) await enter(tj.username, 'Falsch-2026x')
    expect((await enter(tj.username)).status).toBe(429)
    await as(se, (ctx) => unlockAccount(ctx, tj.userId))
    expect((await enter(tj.username)).location).toBe('/second-factor?to=%2F')
    expect((await logged('account')).at(-1)).toMatchObject({ post_id: se.id, data: { what: 'unlocked' } })
  })

  test('whose telephone is lost enrols anew after SE took the second factor away', async () => {
    await withFactor(tj.userId)
    const session = await signedIn(tj)
    await as(se, (ctx) => resetSecondFactor(ctx, tj.userId))
    expect((await ask(help, '/help', { cookie: session.cookie })).location).toContain('why=reset')
    expect(await asSuperuser('SELECT 1 FROM app_second_factor WHERE user_id = $1', [tj.userId])).toEqual([])
    expect((await enter(tj.username)).location).toBe('/second-factor?to=%2F')
  })
})

describe('the database itself', () => {
  test('refuses to take a second factor away to everybody but SE, and to SE his own', async () => {
    for (const post of [ad, au, tj])
      await expect(as(post, ({ db }) => db.$executeRaw`SELECT clear_second_factor(${se.userId})`)).rejects.toThrow(
        /42501/,
      )
    await expect(as(se, ({ db }) => db.$executeRaw`SELECT clear_second_factor(${se.userId})`)).rejects.toThrow(/42501/)
  })

  test('shows secrets, codes and old passwords to their owner alone', async () => {
    await withFactor(tj.userId)
    for (const post of [ad, se, au])
      await as(post, async ({ db }) => {
        expect(await db.secondFactor.count()).toBe(0)
        expect(await db.recoveryCode.count()).toBe(0)
        expect(await db.passwordHistory.count()).toBe(0)
        expect((await db.secondFactor.updateMany({ data: { secretEnc: 'x' } })).count).toBe(0)
      })
    await as(tj, async ({ db }) => expect(await db.secondFactor.count()).toBe(1))
  })

  test('refuses one person two administrators’ posts on the same day', async () => {
    const second = (role: Role, from: string, until: string | null = null) =>
      makePost({ role, unit: HERE, userId: ad.userId, from, until })
    for (const role of ['SE', 'AU'] as const) await expect(second(role, '2026-12-01')).rejects.toThrow(/exclude/)
    await asSuperuser(`UPDATE post SET until_on = '2026-12-31' WHERE id = $1`, [ad.id])
    await expect(second('SE', '2026-12-31')).rejects.toThrow(/exclude/)
    const later = await second('SE', '2027-01-01')
    await expect(asSuperuser('UPDATE post SET until_on = NULL WHERE id = $1', [ad.id])).rejects.toThrow(/exclude/)
    await expect(
      asSuperuser(`UPDATE post SET role = 'AU', from_on = '2026-12-01' WHERE id = $1`, [later.id]),
    ).rejects.toThrow(/exclude/)
    await asSuperuser('DELETE FROM post WHERE id = $1', [later.id])
    await asSuperuser('UPDATE post SET until_on = NULL WHERE id = $1', [ad.id])
    // an application that forgot to ask is refused as well
    await expect(
      as(se, ({ db }) =>
        db.post.create({ data: { userId: se.userId, role: 'AD', unitCode: HERE, fromOn: new Date('2026-11-23') } }),
      ),
    ).rejects.toThrow(/exclude/)
  })
})
