/** Joiner, mover, leaver through the doors: the security administrator grants, the head confirms, sessions end. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as grantDoor from '~/routes/admin.posts.new'
import * as listDoor from '~/routes/admin.posts'
import * as moveDoor from '~/routes/admin.posts.move'
import * as oneDoor from '~/routes/admin.posts.one'
import * as unitDoor from '~/routes/access.posts'
import * as postsDoor from '~/routes/posts'
import { loader as people } from '~/routes/people'
import { asPost } from '~/access/as-post.server'
import type { Role } from '~/access/roles'
import { setClock } from '~/lib/dates'
import { prisma } from '~/lib/db.server'
import { asSuperuser, testDatabase } from '../../support/database'
import {
  logged,
  makePost,
  makeUser,
  newcomer,
  seedOrg,
  signedIn,
  type Answer,
  type SignedIn,
} from '../../support/people'

const HERE = '340705001-JO1'
const NEXT = '340705002-JO1'
const BUREAU = '340705-JB1'
const PLATFORM = '3407-PF1'
let security: SignedIn
let head: SignedIn

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  setClock('2026-11-23T09:00:00+08:00')
  head = await newcomer('TH', HERE)
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  security = await newcomer('SE', PLATFORM)
  head = await signedIn(head)
})
afterAll(() => setClock(null))

const error = (answer: Answer) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)
const form = (person: string, given: Record<string, string> = {}) => ({
  person,
  role: 'TJ',
  unit: HERE,
  from: '2026-11-23',
  ...given,
})
const grant = (who: SignedIn, person: string, given: Record<string, string> = {}) =>
  who.post(grantDoor.action, '/admin/posts/new', form(person, given))
const idOf = (answer: Answer) => answer.location!.split('/').at(-1)!.split('?')[0]!
const unit = (who: SignedIn, given: Record<string, string | string[]>) =>
  who.post(unitDoor.action, '/access/posts', given)
const confirm = (who: SignedIn, post: string) => unit(who, { _intent: 'confirm', post })
const waiting = async (who: SignedIn) =>
  ((await who.get(unitDoor.loader, '/access/posts')).data.awaiting as { id: string }[]).map((one) => one.id)
const rowOf = async (id: string) =>
  (
    await asSuperuser<{ confirmed: boolean; until: string | null; cause: string | null; note: string | null }>(
      'SELECT confirmed_at IS NOT NULL AS confirmed, until_on::text AS until, end_cause AS cause, note FROM post WHERE id = $1',
      [id],
    )
  )[0]!
const choices = async (who: SignedIn) =>
  ((await who.get(postsDoor.loader, '/posts')).data.posts as { id: string }[]).map((one) => one.id)
const postsOf = (userId: string) =>
  asSuperuser<{ id: string; role: Role }>('SELECT id, role FROM post WHERE user_id = $1', [userId])

describe('joiner', () => {
  test('a granted post is in force only when the head has confirmed it; both are logged', async () => {
    const joiner = await makeUser({ name: '新来的' })
    const granted = await grant(security, joiner.userId)
    expect(granted.location).toMatch(/^\/admin\/posts\/[0-9a-f-]{36}\?done=granted$/)
    const id = idOf(granted)
    const person = { ...joiner, id, role: 'TJ' as const, unit: HERE }
    expect(await choices(await signedIn(person, { active: null }))).toEqual([])
    expect((await (await signedIn(person)).get(people, '/people')).location).toContain('/posts')
    await expect(asPost({ postId: id, userId: joiner.userId, jobId: 'x' }, async () => 1)).rejects.toMatchObject({
      status: 403,
    })
    expect((await logged('post_grant')).at(-1)).toMatchObject({
      post_id: security.id,
      data: { postId: id, role: 'TJ', unit: HERE, confirmed: false },
    })

    expect(await waiting(head)).toContain(id)
    expect((await confirm(head, id)).location).toBe('/access/posts?done=confirm')
    expect((await logged('post_confirm')).at(-1)).toMatchObject({ post_id: head.id, data: { postId: id, by: 'head' } })
    expect((await (await signedIn(person)).get(people, '/people')).data.shell).toMatchObject({ role: 'TJ' })
    expect(await asPost({ postId: id, userId: joiner.userId, jobId: 'x' }, async () => 1)).toBe(1)
    expect((await confirm(head, id)).status).toBe(409)
  })

  test('is refused by the head with a reason that the security administrator reads', async () => {
    const id = idOf(await grant(security, (await makeUser()).userId))
    expect((await unit(head, { _intent: 'refuse', post: id, note: '' })).status).toBe(422)
    expect((await unit(head, { _intent: 'refuse', post: id, note: '本所没有这个人' })).status).toBe(302)
    expect(await rowOf(id)).toEqual({ confirmed: false, until: '2026-11-22', cause: 'refused', note: '本所没有这个人' })
    expect((await confirm(head, id)).status).toBe(409)
  })

  test('where nobody answers, the security administrator confirms at once, with a reason', async () => {
    const chief = await makeUser()
    expect(error(await grant(security, chief.userId, { role: 'JX', unit: '3407-JB1' }))).toContain('请写明依据')
    const granted = await grant(security, chief.userId, { role: 'JX', unit: '3407-JB1', note: '铜司任〔2026〕3号' })
    expect(granted.location).toContain('done=confirmed')
    expect(await rowOf(idOf(granted))).toMatchObject({ confirmed: true, note: '铜司任〔2026〕3号' })
    // The city's head then answers for the counties'.
    const next = await grant(security, (await makeUser()).userId, { role: 'JA', unit: BUREAU, note: '直接确认' })
    expect(next.location).toContain('done=granted')
    expect(
      error(
        await security.post(
          oneDoor.action,
          `/admin/posts/${idOf(next)}`,
          { _intent: 'confirm', note: '急' },
          { id: idOf(next) },
        ),
      ),
    ).toContain('确认')
    expect(await rowOf(idOf(next))).toMatchObject({ confirmed: false })
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE user_id = $1`, [chief.userId])
    const door = (note: string) =>
      security.post(oneDoor.action, `/admin/posts/${idOf(next)}`, { _intent: 'confirm', note }, { id: idOf(next) })
    expect((await door('')).status).toBe(422)
    expect((await door('市局负责人空缺')).status).toBe(302)
    expect(await rowOf(idOf(next))).toMatchObject({ confirmed: true, note: '市局负责人空缺' })
  })

  test('a repeated form grants once', async () => {
    const joiner = await makeUser()
    const token = security.token()
    const first = await grant(security, joiner.userId, { _token: token })
    const again = await grant(security, joiner.userId, { _token: token })
    expect(again.location).toBe(first.location)
    expect(await postsOf(joiner.userId)).toHaveLength(1)
  })

  test('the list finds posts by person, role, unit and state, and says who has to confirm', async () => {
    const joiner = await makeUser({ name: '待确认甲' })
    const id = idOf(await grant(security, joiner.userId))
    const list = async (query: string) =>
      (await security.get(listDoor.loader, `/admin/posts?${query}`)).data.list as {
        rows: { id: string; confirmers: string[] | null }[]
        count: string
      }
    const found = await list(`q=${encodeURIComponent('待确认甲')}&state=awaiting&role=TJ&unit=${HERE}`)
    expect(found.rows).toMatchObject([{ id, confirmers: [head.name] }])
    expect(found.count).toBe('1')
    expect((await list(`q=${encodeURIComponent('待确认甲')}&state=in_force`)).rows).toEqual([])
    expect((await list('q=%25')).rows).toEqual([])
  })
})

describe('attacks on granting and confirming', () => {
  test('an administrator grants himself nothing, by whatever field; nor may the system administrator grant at all', async () => {
    expect(error(await grant(security, security.userId, { role: 'AD', unit: PLATFORM }))).toContain(
      '不能给自己授予岗位',
    )
    expect(error(await grant(security, security.userId))).toContain('不能给自己授予岗位')
    const other = await makeUser()
    await grant(security, other.userId, {
      userId: security.userId,
      confirmedAt: '2026-01-01',
      deputyOf: head.id,
      granted_by: head.id,
    })
    expect(await postsOf(security.userId)).toEqual([{ id: security.id, role: 'SE' }])
    const system = await newcomer('AD', PLATFORM)
    for (const target of [system.userId, other.userId]) expect((await grant(system, target)).status).toBe(403)
    for (const who of [system, head, await newcomer('AU', PLATFORM), await newcomer('JC', BUREAU)])
      expect((await who.get(listDoor.loader, '/admin/posts')).status).toBe(403)
    expect((await security.get(unitDoor.loader, '/access/posts')).status).toBe(403)
  })

  test('excluded roles are refused: AD, SE and AU beside anything, SC beside SA2', async () => {
    const worker = await makePost({ role: 'TJ', unit: HERE })
    for (const role of ['AD', 'SE', 'AU'])
      expect(error(await grant(security, worker.userId, { role, unit: PLATFORM, note: '试' }))).toContain(
        '不能由一人兼任',
      )
    const keeper = await makePost({ role: 'SC', unit: BUREAU })
    expect(error(await grant(security, keeper.userId, { role: 'SA2', unit: BUREAU, note: '试' }))).toContain(
      '不能由一人兼任',
    )
    const second = await makePost({ role: 'AD', unit: PLATFORM })
    expect(error(await grant(security, second.userId, { role: 'AU', unit: PLATFORM, note: '试' }))).toContain(
      '不能由一人兼任',
    )
  })

  test('two excluded grants at the same moment: one of them stands', async () => {
    const person = await makeUser()
    const other = await newcomer('SE', PLATFORM)
    const answers = await Promise.all([
      grant(security, person.userId, { role: 'AD', unit: PLATFORM, note: '甲' }),
      grant(other, person.userId, { role: 'AU', unit: PLATFORM, note: '乙' }),
    ])
    expect(await postsOf(person.userId)).toHaveLength(1)
    // The later one is told at its field, or that somebody was faster.
    expect([409, 422]).toContain(answers.find((answer) => answer.status !== 302)?.status)
  })

  test('a head confirms no post of another unit, no post of his own, and no other role does', async () => {
    const there = idOf(await grant(security, (await makeUser()).userId, { unit: NEXT, note: '没有负责人' }))
    await asSuperuser('UPDATE post SET confirmed_at = NULL WHERE id = $1', [there])
    expect(await waiting(head)).not.toContain(there)
    expect((await confirm(head, there)).status).toBe(404)
    expect((await confirm(head, 'x')).status).toBe(404)
    const own = idOf(await grant(security, head.userId, { role: 'TJ' }))
    await asSuperuser('UPDATE post SET confirmed_at = NULL WHERE id = $1', [own])
    expect((await confirm(head, own)).status).toBe(404)
    const id = idOf(await grant(security, (await makeUser()).userId))
    for (const role of ['TJ', 'JC', 'SV'] as const)
      expect((await confirm(await newcomer(role, role === 'JC' ? BUREAU : HERE), id)).status).toBe(403)
    expect(await rowOf(id)).toMatchObject({ confirmed: false })
    await asSuperuser('DELETE FROM post WHERE id = ANY ($1)', [[there, own, id]])
  })
})

describe('mover and leaver', () => {
  test('old post and new one in one step; sessions on the old one are over at once', async () => {
    const mover = await newcomer('TJ', HERE)
    expect((await mover.get(people, '/people')).status).toBe(200)
    const moved = await security.post(
      moveDoor.action,
      `/admin/posts/${mover.id}/move`,
      form('ignored', { unit: NEXT, note: '调动' }),
      { id: mover.id },
    )
    expect(moved.location).toContain('done=moved')
    expect(await rowOf(mover.id)).toMatchObject({ until: '2026-11-22', cause: 'moved' })
    expect((await postsOf(mover.userId)).map((post) => post.id)).toContain(idOf(moved))
    expect((await mover.get(people, '/people')).location).toMatch(/^\/sign-in\?.*why=post/)
    expect((await logged('post_end')).at(-1)).toMatchObject({ data: { postId: mover.id, cause: 'moved', sessions: 1 } })
  })

  test('a move that is refused leaves the old post and its sessions as they were', async () => {
    const mover = await newcomer('TJ', HERE)
    const moved = await security.post(
      moveDoor.action,
      `/admin/posts/${mover.id}/move`,
      form('x', { role: 'JC', unit: NEXT }),
      { id: mover.id },
    )
    expect(moved.status).toBe(422)
    expect(await rowOf(mover.id)).toMatchObject({ until: null })
    expect((await mover.get(people, '/people')).status).toBe(200)
  })

  test('a move of next month keeps the old post until its eve', async () => {
    const mover = await newcomer('TJ', HERE)
    await security.post(
      moveDoor.action,
      `/admin/posts/${mover.id}/move`,
      form('x', { unit: NEXT, from: '2026-12-01', note: '调动' }),
      { id: mover.id },
    )
    expect(await rowOf(mover.id)).toMatchObject({ until: '2026-11-30' })
    expect((await mover.get(people, '/people')).status).toBe(200)
  })

  test('a post ends now or after a day, never the own, never twice', async () => {
    const end = (who: SignedIn, id: string, given: Record<string, string> = {}) =>
      who.post(oneDoor.action, `/admin/posts/${id}`, { _intent: 'end', cause: 'left', ...given }, { id })
    const leaver = await newcomer('TJ', HERE)
    expect((await end(security, leaver.id, { lastDay: '2026-11-22' })).status).toBe(422)
    expect((await end(security, leaver.id, { lastDay: '2026-11-25' })).status).toBe(302)
    expect((await leaver.get(people, '/people')).status).toBe(200)
    expect((await end(security, leaver.id)).status).toBe(302)
    expect((await leaver.get(people, '/people')).location).toContain('why=post')
    expect((await end(security, leaver.id)).status).toBe(409)
    expect((await end(security, security.id)).status).toBe(403)
    expect((await end(security, 'x')).status).toBe(404)
    expect((await end(await newcomer('AD', PLATFORM), head.id)).status).toBe(403)
  })

  test('what a session is just writing comes before the end of its post, or not at all', async () => {
    const chief = await newcomer('TH', NEXT)
    const joiner = await makeUser()
    const id = idOf(await grant(security, joiner.userId, { unit: NEXT }))
    // The head's action holds his session; the end of his post waits for it.
    let release = () => undefined as void
    const opened = new Promise<void>((resolve) => (release = resolve))
    const writing = prisma.$transaction(async (db) => {
      await db.$queryRaw`SELECT 1 FROM app_session WHERE id = ${chief.sessionId} FOR NO KEY UPDATE`
      await opened
    })
    const ending = security.post(
      oneDoor.action,
      `/admin/posts/${chief.id}`,
      { _intent: 'end', cause: 'left' },
      { id: chief.id },
    )
    const early = await Promise.race([ending, new Promise((resolve) => setTimeout(() => resolve('waits'), 300))])
    expect(early).toBe('waits')
    const late = confirm(chief, id)
    release()
    await writing
    expect((await ending).status).toBe(302)
    const answer = await late
    // Whichever of the two came to the session's row first: after the end nothing is confirmed any more.
    expect((await rowOf(id)).confirmed).toBe(answer.location === '/access/posts?done=confirm')
    expect((await confirm(chief, id)).location).toContain('why=post')
  })
})

describe('rights are certified every half year', () => {
  test('the head keeps some and ends others; what is not on his page stays untouched', async () => {
    const chief = await newcomer('TH', '340706001-JO1')
    const [stays, goes] = [await newcomer('TJ', '340706001-JO1'), await newcomer('TJ', '340706001-JO1')]
    const foreign = await newcomer('TJ', HERE)
    await asSuperuser(`UPDATE post SET certified_on = '2026-05-01'`)
    const page = (await chief.get(unitDoor.loader, '/access/posts')).data as { posts: { id: string }[]; next: string }
    expect(page.posts.map((post) => post.id).sort()).toEqual([stays.id, goes.id].sort())
    expect(page.next).toBe('2026-11-01')
    const certify = (seen: string[], end: string[]) => unit(chief, { _intent: 'certify', seen, end })
    expect((await certify([stays.id], [])).status).toBe(302)
    expect((await certify([stays.id, foreign.id], [])).status).toBe(422)
    expect((await certify([stays.id], [foreign.id])).status).toBe(422)
    expect((await certify([stays.id, goes.id], [goes.id])).status).toBe(302)
    expect(await rowOf(goes.id)).toMatchObject({ until: '2026-11-22', cause: 'not_needed' })
    expect((await goes.get(people, '/people')).location).toContain('why=post')
    const days = await asSuperuser<{ id: string; day: string }>(
      'SELECT id, certified_on::text AS day FROM post WHERE id = ANY ($1)',
      [[stays.id, foreign.id]],
    )
    expect(Object.fromEntries(days.map((row) => [row.id, row.day]))).toEqual({
      [stays.id]: '2026-11-23',
      [foreign.id]: '2026-05-01',
    })
    const headless = await newcomer('PR', '34-PR1')
    await asSuperuser(`UPDATE post SET certified_on = '2026-05-01' WHERE id = $1`, [headless.id])
    const byHand = (id: string) => security.post(oneDoor.action, `/admin/posts/${id}`, { _intent: 'certify' }, { id })
    expect((await byHand(headless.id)).status).toBe(302)
    expect((await byHand(foreign.id)).status).toBe(403)
    expect((await byHand(security.id)).status).toBe(403)
    const late = (await security.get(listDoor.loader, '/admin/posts?state=recertify')).data.list as {
      rows: { id: string }[]
    }
    expect(late.rows.map((row) => row.id)).toContain(foreign.id)
    for (const { id } of [stays, headless]) expect(late.rows.map((row) => row.id)).not.toContain(id)
  })
})
