import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock, now } from '~/lib/dates'
import { jobs } from '~/domains/jobs.server'
import { forgetLimits } from '~/access/session/limits.server'
import { asSuperuser, testDatabase, truncateAll } from '../../support/database'
import { logged, makePost, makeUser, seedOrg, signedIn } from '../../support/people'

beforeAll(testDatabase)
beforeEach(async () => {
  await truncateAll()
  await seedOrg()
  forgetLimits()
})
afterAll(() => setClock(null))

/** The nightly job of a day. */
const night = async (day: string) => {
  setClock(`${day}T03:50:00+08:00`)
  await jobs.accounts!({})
}
const used = (userId: string, on: string) =>
  asSuperuser('UPDATE app_user SET used_at = $2 WHERE id = $1', [userId, `${on}T18:00:00+08:00`])
const state = async (userId: string) => {
  const [row] = await asSuperuser<{ off: string | null; why: string | null; warned: boolean }>(
    `SELECT (disabled_at AT TIME ZONE 'Asia/Shanghai')::date::text AS off, disabled_why AS why, unused_warned_at IS NOT NULL AS warned FROM app_user WHERE id = $1`,
    [userId],
  )
  return row!
}

describe('an account nobody signs in to', () => {
  test('is warned 14 days before, once, and disabled after 90 days; its sessions end', async () => {
    const post = await makePost({ role: 'TJ', unit: '340705001-JO1' })
    await asSuperuser(`UPDATE app_user SET email = 'xiaohe@tongling.example' WHERE id = $1`, [post.userId])
    setClock('2026-08-01T18:00:00+08:00')
    const session = await signedIn(post)
    await used(post.userId, '2026-08-01')
    await night('2026-10-15')
    expect(await state(post.userId)).toEqual({ off: null, why: null, warned: false })
    await night('2026-10-16')
    await night('2026-10-17')
    expect(await state(post.userId)).toEqual({ off: null, why: null, warned: true })
    const mails = await asSuperuser<{ template: string; to_enc: string }>('SELECT template, to_enc FROM outbox')
    expect(mails).toEqual([{ template: 'account_unused', to_enc: expect.stringMatching(/^k1\./) }])
    await night('2026-10-29')
    expect((await state(post.userId)).off).toBeNull()
    await night('2026-10-30')
    expect(await state(post.userId)).toEqual({ off: '2026-10-30', why: 'unused', warned: true })
    const [row] = await asSuperuser<{ ended_why: string }>('SELECT ended_why FROM app_session WHERE id = $1', [
      session.sessionId,
    ])
    expect(row!.ended_why).toBe('disabled')
    expect((await logged('account')).map((line) => line.data)).toEqual([
      { what: 'unused_warned', account: post.userId },
      { what: 'unused_disabled', account: post.userId },
    ])
  })

  test('is not disabled unwarned, also when the worker stood still for long', async () => {
    const { userId } = await makeUser()
    await used(userId, '2026-01-05')
    await night('2026-11-23')
    expect(await state(userId)).toMatchObject({ off: null, warned: true })
    expect(await asSuperuser('SELECT 1 FROM outbox')).toEqual([])
    await night('2026-12-06')
    expect(await state(userId)).toMatchObject({ off: null })
    await night('2026-12-07')
    expect(await state(userId)).toMatchObject({ off: '2026-12-07' })
  })

  test('stays when it is the last of an administrator: the one used last', async () => {
    const posts = []
    for (const [role, on] of [
      ['AD', '2026-01-05'],
      ['AD', '2026-01-06'],
      ['SE', '2026-01-05'],
      ['AU', '2026-01-05'],
      ['TJ', '2026-01-05'],
    ] as const) {
      const post = await makePost({ role, unit: '340705-CA1' })
      await used(post.userId, on)
      posts.push(post)
    }
    await night('2026-11-01')
    await night('2026-11-23')
    const off = await Promise.all(posts.map(async (post) => (await state(post.userId)).off !== null))
    expect(off).toEqual([true, false, false, false, true])
  })
})

test('hashes beyond the last five go, those of others stay', async () => {
  const [one, two] = [await makeUser(), await makeUser()]
  for (let n = 1; n <= 7; n++)
    await asSuperuser(`INSERT INTO app_password_history VALUES (gen_random_uuid(), $1, $2, $3)`, [
      one.userId,
      `hash${n}`,
      new Date(now().getTime() + n * 1000),
    ])
  await asSuperuser(`INSERT INTO app_password_history VALUES (gen_random_uuid(), $1, 'other', '2020-01-01')`, [
    two.userId,
  ])
  await night('2026-11-23')
  expect(await asSuperuser('SELECT hash FROM app_password_history ORDER BY set_at')).toEqual(
    ['other', 'hash3', 'hash4', 'hash5', 'hash6', 'hash7'].map((hash) => ({ hash })),
  )
})
