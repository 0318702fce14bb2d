import { beforeAll, describe, expect, it } from 'vitest'
import * as accountsRoute from '~/routes/admin.accounts'
import * as newRoute from '~/routes/admin.accounts.new'
import * as oneRoute from '~/routes/admin.accounts.one'
import { now } from '~/lib/dates'
import { openAt } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { asInDemo, logged, makePost, makeUser, newcomer, seedOrg, signedIn, type SignedIn } from '../support/people'

const UNIT = '340705001-JO1'
let admin: SignedIn
let second: SignedIn
beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
  admin = await newcomer('AD', '340705-JB1')
  second = await newcomer('AD', '3407-JB1')
})

const list = async (query = '') => {
  const answer = await admin.get(accountsRoute.loader, `/admin/accounts${query}`)
  return answer.data as {
    lines: { username: string; state: string; posts: string[] }[]
    total: string
    nextHref?: string
  }
}
const names = async (query: string) => (await list(query)).lines.map((line) => line.username)
const create = (form: Record<string, string>) => admin.post(newRoute.action, '/admin/accounts/new', form)
const deed = (user: string, form: Record<string, string>, by = admin) =>
  by.post(oneRoute.action, `/admin/accounts/${user}`, form, { user })
const userOf = async (username: string) =>
  (
    await asSuperuser<Record<string, unknown> & { id: string }>(`SELECT * FROM app_user WHERE username = $1`, [
      username,
    ])
  )[0]!

describe('a new account', () => {
  it('has a password that is shown once, no post, and whatever else the form claims is not heard', async () => {
    const form = {
      name: '程新',
      username: 'Cheng.Xin',
      email: '',
      role: 'AD',
      unit: '340705-JB1',
      'posts[0].role': 'SE',
      mustChangePassword: 'false',
      disabledAt: '',
    }
    const token = admin.token()
    const answer = await create({ ...form, _token: token })
    expect(answer.status).toBe(200)
    const { password, userId } = answer.data.given as { password: string; userId: string }
    expect(password).toMatch(/^[\w-]{14}$/)
    expect(await userOf('cheng.xin')).toMatchObject({ id: userId, must_change_password: true, disabled_at: null })
    expect(await asSuperuser('SELECT 1 FROM post WHERE user_id = $1', [userId])).toEqual([])
    const again = await create({ ...form, _token: token })
    expect([again.status, again.location]).toEqual([302, '/admin/accounts/new'])
    expect(JSON.stringify(await asSuperuser('SELECT outcome FROM form_token'))).not.toContain(password)
    expect(JSON.stringify(await logged('account'))).not.toContain(password)
    expect(await names('?state=never')).toContain('cheng.xin')
    expect(await names('?state=postless')).toEqual(['cheng.xin'])
  })

  it.each<[string, Record<string, string>, string]>([
    ['a name that is taken', { username: 'cheng.xin' }, 'username'],
    ['a name of Chinese letters', { username: '程新' }, 'username'],
    ['a name that is code', { username: '<script>' }, 'username'],
    ['no name', { name: ' ' }, 'name'],
    ['an address that is none', { email: 'not an address' }, 'email'],
  ])('with %s is refused at the field, and the form stays filled', async (_, change, field) => {
    const answer = await create({ name: '某人', username: 'somebody', email: '', ...change })
    expect(answer.status).toBe(422)
    const last = answer.data.lastResult as { error: object; initialValue: Record<string, string> }
    expect(Object.keys(last.error)).toEqual([field])
    expect(last.initialValue.username).toBe(change.username ?? 'somebody')
  })
})

describe('a leaver', () => {
  it('is disabled on the same day: sessions end, the caseload is told as numbers', async () => {
    const post = await makePost({ role: 'TJ', unit: UNIT, name: '离岗者' })
    const session = await signedIn(post)
    const [file] = await openAt('support', UNIT, [{ ownerPostId: post.id }, { ownerPostId: post.id }])
    await asSuperuser(`UPDATE task SET assignee_id = $1 WHERE case_id = $2`, [post.id, file!.id])
    const page = await admin.get(oneRoute.loader, `/admin/accounts/${post.userId}`, { user: post.userId })
    expect(page.data.account).toMatchObject({ load: { files: 2, duties: 1 }, state: 'never', own: false })
    expect(JSON.stringify(page.data)).not.toContain(file!.caseNo)
    expect((await deed(post.userId, { _intent: 'disable' })).location).toBe(
      `/admin/accounts/${post.userId}?done=disable`,
    )
    expect(
      await asSuperuser(`SELECT ended_at IS NOT NULL AS ended FROM app_session WHERE id = $1`, [session.sessionId]),
    ).toEqual([{ ended: true }])
    expect((await session.get(accountsRoute.loader, '/admin/accounts')).location).toMatch(/^\/sign-in/)
    expect(await names('?state=disabled')).toEqual([post.username])
    expect((await deed(post.userId, { _intent: 'enable' })).status).toBe(302)
    expect(await names('?state=disabled')).toEqual([])
  })

  it('who forgot his password gets one that is shown once; sessions end', async () => {
    const post = await makePost({ role: 'TJ', unit: UNIT })
    const session = await signedIn(post)
    const answer = await deed(post.userId, { _intent: 'reset' })
    expect(answer.data.given).toMatchObject({ username: post.username, password: expect.stringMatching(/^[\w-]{14}$/) })
    expect(
      await asSuperuser(`SELECT ended_at IS NOT NULL AS ended FROM app_session WHERE id = $1`, [session.sessionId]),
    ).toEqual([{ ended: true }])
  })

  it('is never oneself, and nothing else is done by the form', async () => {
    for (const intent of ['disable', 'enable', 'reset'])
      expect((await deed(admin.userId, { _intent: intent })).status, intent).toBe(403)
    for (const intent of ['grant', 'unlock', ''])
      expect((await deed(second.userId, { _intent: intent, role: 'SE' })).status, intent).toBe(403)
    expect((await deed('01990000-0000-7000-8000-000000000001', { _intent: 'disable' })).status).toBe(404)
    expect((await deed(second.userId, { _intent: 'disable' })).status).toBe(302)
    expect(
      await asSuperuser(`SELECT role FROM post WHERE user_id = ANY ($1)`, [[admin.userId, second.userId]]),
    ).toEqual([{ role: 'AD' }, { role: 'AD' }])
  })
})

describe('the list of accounts', () => {
  it('is narrowed by state, unit and text, and goes on by pages', async () => {
    const locked = await makeUser({ username: 'locked.one' })
    await asSuperuser(`UPDATE app_user SET locked_until = $2 WHERE id = $1`, [
      locked.userId,
      new Date(now().getTime() + 600_000),
    ])
    const idle = await makePost({ role: 'TJ', unit: '340706001-JO1', name: '久不登录' })
    await asSuperuser(`UPDATE app_user SET created_at = $2, used_at = $3 WHERE id = $1`, [
      idle.userId,
      new Date(now().getTime() - 300 * 86_400_000),
      new Date(now().getTime() - 200 * 86_400_000),
    ])
    expect(await names('?state=locked')).toEqual(['locked.one'])
    expect(await names('?state=unused')).toEqual([idle.username])
    expect(await names('?unit=340706')).toEqual([idle.username])
    expect(await names(`?q=${encodeURIComponent('久不')}`)).toEqual([idle.username])
    expect(await names(`?q=${encodeURIComponent('%')}`)).toEqual([])
    expect(await names(`?unit=${encodeURIComponent("340706' OR true --")}`)).not.toEqual([])
    for (let n = 0; n < 60; n++)
      await asSuperuser(
        `INSERT INTO app_user (id, name, username, email, updated_at) VALUES (gen_random_uuid(), '批量', $1, $1, now())`,
        [`bulk.${String(n).padStart(3, '0')}`],
      )
    const first = await list('?q=bulk')
    expect([first.lines.length, first.total]).toEqual([50, '60'])
    const rest = await list(first.nextHref!.slice('/admin/accounts'.length))
    expect([rest.lines.length, rest.nextHref]).toEqual([10, undefined])
    expect(new Set([...first.lines, ...rest.lines].map((line) => line.username)).size).toBe(60)
  })
})
