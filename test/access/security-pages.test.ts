/** The pages of the security administrator that belong to no single post: what waits, locks, alarms, authorisations. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as alarmsDoor from '~/routes/admin.alarms'
import * as authorisationsDoor from '~/routes/admin.authorisations'
import * as homeDoor from '~/routes/admin'
import * as locksDoor from '~/routes/admin.locks'
import * as listDoor from '~/routes/admin.posts'
import { raiseRevealAlarms } from '~/audit/reveal-alarm.server'
import type { AlarmList } from '~/access/alarms/list-alarms.server'
import type { LockList } from '~/access/locks/list-locks.server'
import type { HomeLine } from '~/domains/admin-home.server'
import type { AuthorisationList } from '~/orgs/posts/list-authorisations.server'
import { now, setClock } from '~/lib/dates'
import { asWorker, openAt } from '../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../support/database'
import {
  logged,
  makePost,
  makeUser,
  newcomer,
  seedOrg,
  signedIn,
  type SignedIn,
  type TestPost,
} from '../support/people'

const HERE = '340705001-JO1'
const PLATFORM = '3407-PF1'
let security: SignedIn
let worker: TestPost

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await pastTriggers('TRUNCATE app_user, post, app_session, reveal_alarm, break_glass CASCADE')
  security = await newcomer('SE', PLATFORM)
  worker = await makePost({ role: 'TJ', unit: HERE, name: '某同志' })
  await asSuperuser(`UPDATE post SET certified_on = '2026-11-01'`)
})
afterAll(() => setClock(null))

const everybodyElse = async () => [
  await newcomer('AD', PLATFORM),
  await newcomer('AU', PLATFORM),
  await newcomer('TH', HERE),
  await newcomer('JA', '340705-JB1'),
]

test('the doors are the security administrator’s alone', async () => {
  for (const who of await everybodyElse()) {
    for (const [door, path] of [
      [alarmsDoor, '/admin/alarms'],
      [authorisationsDoor, '/admin/authorisations'],
      [locksDoor, '/admin/locks'],
      [listDoor, '/admin/posts'],
    ] as const)
      expect((await who.get(door.loader, path)).status, `${who.role} ${path}`).toBe(403)
    expect((await who.post(locksDoor.action, '/admin/locks', { _intent: 'unlock', user: worker.userId })).status).toBe(
      403,
    )
    expect((await who.post(alarmsDoor.action, '/admin/alarms', { alarm: worker.id, outcome: 'warned' })).status).toBe(
      403,
    )
    expect((await who.post(authorisationsDoor.action, '/admin/authorisations', { post: worker.id })).status).toBe(403)
  }
})

describe('what waits', () => {
  const lines = async () =>
    Object.fromEntries(
      ((await security.get(homeDoor.loader, '/admin')).data.lines as HomeLine[]).map((line) => [line.href, line.n]),
    )

  test('is counted as the page behind it lists it', async () => {
    expect(await lines()).toMatchObject({
      '/admin/posts/new': 0,
      '/admin/posts?state=awaiting': 0,
      '/admin/posts?state=recertify': 0,
      '/admin/locks': 0,
      '/admin/alarms': 0,
      '/access/reviews': 0,
      '/admin/authorisations?state=soon': 0,
    })
    await makeUser()
    const waiting = await makePost({ role: 'TJ', unit: HERE })
    await asSuperuser('UPDATE post SET confirmed_at = NULL WHERE id = $1', [waiting.id])
    await asSuperuser(`UPDATE post SET certified_on = '2026-05-01', authorised_until = '2026-12-01' WHERE id = $1`, [
      worker.id,
    ])
    await asSuperuser(`UPDATE app_user SET locked_until = $2 WHERE id = $1`, [
      worker.userId,
      new Date(now().getTime() + 60_000),
    ])
    await asSuperuser(`INSERT INTO reveal_alarm (at, post_id, count, most) VALUES (now(), $1, 30, 20)`, [worker.id])
    await asSuperuser(
      `INSERT INTO break_glass (id, file_token, post_id, reason, started_at, until_at, owner_unit, told) VALUES (gen_random_uuid(), 't', $1, 'x', $2, $2, $3, '{}')`,
      [worker.id, new Date('2026-11-21T10:00:00+08:00'), HERE],
    )
    expect(await lines()).toMatchObject({
      '/admin/posts/new': 1,
      '/admin/posts?state=awaiting': 1,
      '/admin/posts?state=recertify': 1,
      '/admin/locks': 1,
      '/admin/alarms': 1,
      '/access/reviews': 1,
      '/admin/authorisations?state=soon': 1,
    })
    for (const state of ['awaiting', 'recertify'] as const) {
      const list = (await security.get(listDoor.loader, `/admin/posts?state=${state}`)).data.list as { count: string }
      expect(list.count, state).toBe('1')
    }
  })
})

describe('locks', () => {
  const list = async (query = '') =>
    (await security.get(locksDoor.loader, `/admin/locks${query}`)).data.list as LockList
  const send = (who: SignedIn, form: Record<string, string>) => who.post(locksDoor.action, '/admin/locks', form)

  test('shows who is locked and how often he failed, counts strangers, and unlocks', async () => {
    const fail = (user: string | null, at: string) =>
      asSuperuser(`INSERT INTO access_log (at, event, user_id) VALUES ($2, 'sign_in_failed', $1)`, [user, at])
    for (const at of ['2026-11-23T08:00:00+08:00', '2026-11-23T08:10:00+08:00', '2026-11-21T08:00:00+08:00'])
      await fail(worker.userId, at)
    await fail(null, '2026-11-23T08:20:00+08:00')
    await asSuperuser(`UPDATE app_user SET locked_until = '2026-11-23T09:20:00+08:00' WHERE id = $1`, [worker.userId])
    const page = await list()
    expect(page.strangers).toBe(1)
    expect(page.rows).toMatchObject([
      { name: '某同志', failures: 2, lockedUntil: new Date('2026-11-23T01:20:00Z'), own: false },
    ])
    expect((await send(security, { _intent: 'unlock', user: worker.userId })).location).toBe('/admin/locks?done=unlock')
    expect((await list()).rows[0]!.lockedUntil).toBeNull()
    expect((await logged('account')).at(-1)).toMatchObject({ post_id: security.id, data: { what: 'unlocked' } })
    expect((await send(security, { _intent: 'unlock', user: security.userId })).status).toBe(403)
    expect((await list(`?q=${encodeURIComponent('某同')}`)).rows).toHaveLength(1)
    expect((await list('?q=%25')).rows).toEqual([])
  })

  test('resets a second factor: the person’s sessions end, and he enrols anew', async () => {
    const session = await signedIn(worker)
    await asSuperuser('UPDATE app_user SET second_factor_at = now() WHERE id = $1', [worker.userId])
    expect((await list(`?q=${worker.username}`)).rows).toMatchObject([{ secondFactor: true }])
    expect((await send(security, { _intent: 'reset', user: worker.userId })).status).toBe(302)
    expect((await list(`?q=${worker.username}`)).rows).toMatchObject([{ secondFactor: false }])
    expect((await session.get(listDoor.loader, '/admin/posts')).location).toContain('/sign-in')
  })
})

describe('alarms', () => {
  test('are raised once an hour, looked into once, with an outcome and an encrypted note', async () => {
    await pastTriggers('TRUNCATE access_log')
    const files = await openAt(
      'handoff',
      HERE,
      Array.from({ length: 21 }, () => ({ state: 'in_help', due: [] })),
    )
    await asSuperuser(
      `INSERT INTO access_log (at, event, post_id, user_id, unit_code, file_token, fields, purpose)
       SELECT $1, 'reveal', $2, $3, $4, file_token, 4, 'help' FROM case_file WHERE id = ANY ($5)`,
      [now(), worker.id, worker.userId, HERE, files.map((file) => file.id)],
    )
    expect(await asWorker((db) => raiseRevealAlarms(db, now()))).toBe(1)
    expect(await asWorker((db) => raiseRevealAlarms(db, now()))).toBe(0)
    const list = async (query = '') =>
      (await security.get(alarmsDoor.loader, `/admin/alarms${query}`)).data.list as AlarmList
    const [alarm] = (await list()).rows
    expect(alarm).toMatchObject({ name: '某同志', count: 21, most: 20, outcome: null })
    expect(JSON.stringify(await list())).not.toContain(files[0]!.caseNo)
    const send = (who: SignedIn, form: Record<string, string>) =>
      who.post(alarmsDoor.action, '/admin/alarms', { alarm: alarm!.id, ...form })
    expect((await send(security, { outcome: 'nothing' })).status).toBe(422)
    expect((await send(security, { outcome: 'warned', note: '已与所长核实' })).status).toBe(302)
    expect((await send(await newcomer('SE', PLATFORM), { outcome: 'justified' })).status).toBe(409)
    expect((await send(security, { alarm: worker.id, outcome: 'warned' })).status).toBe(404)
    expect((await list('?tab=settled')).rows).toMatchObject([
      { outcome: '超出需要，已提醒本人和负责人', note: '已与所长核实' },
    ])
    expect((await list()).counts).toEqual({ open: 0, settled: 1 })
    const [row] = await asSuperuser<{ note_enc: string }>('SELECT note_enc FROM reveal_alarm')
    expect(row!.note_enc).toMatch(/^k1\./)
    expect((await logged('alarm_review')).at(-1)).toMatchObject({ data: { alarm: alarm!.id, outcome: 'warned' } })
  })
})

describe('standing authorisations', () => {
  test('all of them, the first to expire first, and taken back at once', async () => {
    const posts = []
    for (const until of ['2026-11-22', '2026-12-23', '2026-12-24'])
      posts.push(await makePost({ role: 'TJ', unit: HERE, authorisedUntil: until }))
    const list = async (query = '') =>
      (await security.get(authorisationsDoor.loader, `/admin/authorisations${query}`)).data.list as AuthorisationList
    expect((await list()).rows.map((row) => row.id)).toEqual(posts.map((post) => post.id))
    expect(await list()).toMatchObject({ count: 3, soon: 1 })
    expect((await list('?state=soon')).rows.map((row) => row.id)).toEqual([posts[1]!.id])
    expect((await list('?state=expired')).rows.map((row) => row.id)).toEqual([posts[0]!.id])
    const revoke = (post: string) => security.post(authorisationsDoor.action, '/admin/authorisations', { post })
    expect((await revoke(posts[1]!.id)).status).toBe(302)
    expect((await revoke(posts[1]!.id)).status).toBe(404)
    expect((await revoke(worker.id)).status).toBe(404)
    expect((await list()).count).toBe(2)
    expect((await logged('authorise')).at(-1)).toMatchObject({ post_id: security.id, data: { postId: posts[1]!.id } })
  })
})
