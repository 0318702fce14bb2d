import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decrypt } from '~/lib/crypto.server'
import { setClock } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { tellLocked } from '~/messages/account-mails.server'
import { clearOutbox } from '~/messages/clear-outbox.server'
import { queueDigests } from '~/messages/queue-digests.server'
import * as accountRoute from '~/routes/account'
import * as newRoute from '~/routes/admin.accounts.new'
import * as oneRoute from '~/routes/admin.accounts.one'
import { asWorker } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'
import { asInDemo, logged, makePost, newcomer, seedOrg, signedIn, type TestPost } from '../support/people'

/** A Monday. */
const day = '2026-11-23'
const morning = (time = '07:40', on = day) => new Date(`${on}T${time}:00+08:00`)
const digest = (at = morning()) => {
  setClock(at.toISOString())
  return asWorker((db) => queueDigests(db, at))
}

let town: TestPost
let county: TestPost
let deaf: TestPost
let mute: TestPost
let teacher: TestPost
beforeAll(async () => {
  asInDemo()
  await testDatabase()
  await seedOrg()
  town = await makePost({ role: 'TJ', unit: '340705001-JO1' })
  county = await makePost({ role: 'JC', unit: '340705-JB1' })
  deaf = await makePost({ role: 'TJ', unit: '340705001-JO1' })
  mute = await makePost({ role: 'TJ', unit: '340705001-JO1' })
  teacher = await makePost({ role: 'SP', unit: '340705001-SC1' })
  for (const [post, name] of [
    [town, 'town'],
    [county, 'county'],
    [deaf, 'deaf'],
    [teacher, 'teacher'],
  ] as const)
    await asSuperuser('UPDATE app_user SET email = $2 WHERE id = $1', [post.userId, `${name}@example.test`])
  await asSuperuser('UPDATE app_user SET digest = false WHERE id = $1', [deaf.userId])
  const due = (role: string, unit: string, on: string, kind = 'support', assignee: string | null = null) =>
    asSuperuser(
      `INSERT INTO task (id, scope_key, kind, neutral_no, code, role, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at, assignee_id)
       VALUES ($1, $2, $3, $4, 'begin', $5, '2026-11-01', $6, $6, 'X.test', 1, 'd', '', now(), $7)`,
      [uuidv7(), unit, kind, `T-${uuidv7()}`, role, on, assignee],
    )
  await due('TJ', '340705001-JO1', day)
  await due('TJ', '340705001-JO1', '2026-11-20')
  await due('TJ', '340705001-JO1', '2026-11-24')
  await due('TJ', '340705002-JO1', day)
  await due('JC', '340705002-JO1', day)
  await due('JC', '340706001-JO1', day)
  await due('TH', '340706001-JO1', '2026-11-01', 'support', county.id)
  await due('SP', '340705001-SC1', day, 'relief_school')
})
beforeEach(() => asSuperuser('DELETE FROM outbox'))

const mails = async (template: string) =>
  (
    await asSuperuser<{ id: string; to_enc: string; data: Record<string, unknown> }>(
      'SELECT id, to_enc, data FROM outbox WHERE template = $1',
      [template],
    )
  )
    .map((row) => ({ to: decrypt(row.to_enc, `outbox:${row.id}`), data: row.data }))
    .sort((a, b) => (a.to < b.to ? -1 : 1))

describe('the morning’s mail', () => {
  it('comes on working days alone, in the morning alone', async () => {
    expect(await digest(morning('07:29'))).toBeNull()
    expect(await digest(morning('11:00'))).toBeNull()
    expect(await digest(morning('08:00', '2026-11-22'))).toBeNull()
    expect(await digest(morning('08:00', '2026-10-01'))).toBeNull()
    expect(await asSuperuser('SELECT * FROM digest_day')).toEqual([])
    // A Saturday on which people work.
    expect(await digest(morning('08:00', '2026-10-10'))).toBe(0)
  })

  it('tells each post with an address the number of its own duties, once a day, whatever the worker does', async () => {
    expect(await digest()).toBe(2)
    expect(await mails('work_today')).toEqual([
      {
        to: 'county@example.test',
        data: { unit: '单位340705-JB1', due: 1, late: 1, link: 'http://localhost:3000/sign-in' },
      },
      {
        to: 'town@example.test',
        data: { unit: '单位340705001-JO1', due: 1, late: 1, link: 'http://localhost:3000/sign-in' },
      },
    ])
    expect(await digest(morning('08:10'))).toBeNull()
    await asSuperuser('DELETE FROM digest_day WHERE day = $1', [day])
    expect(await digest(morning('08:20'))).toBe(0)
    expect(await mails('work_today')).toHaveLength(2)
    expect(await digest(morning('07:40', '2026-11-24'))).toBe(2)
  })

  it('counts duties about minors only for who is authorised', async () => {
    await asSuperuser(`UPDATE post SET authorised_until = '2026-11-25' WHERE id = $1`, [teacher.id])
    await digest(morning('07:40', '2026-11-25'))
    expect((await mails('work_today')).map((mail) => mail.to)).toContain('teacher@example.test')
    await asSuperuser('DELETE FROM outbox')
    await digest(morning('07:40', '2026-11-26'))
    expect((await mails('work_today')).map((mail) => mail.to)).not.toContain('teacher@example.test')
  })

  it('is switched off and on by the person', async () => {
    setClock(morning('09:00', '2026-11-27').toISOString())
    const me = await signedIn(town)
    expect((await me.get(accountRoute.loader, '/account')).data.account).toMatchObject({ digest: { wanted: true } })
    const form = (intent: string) => ({ _intent: intent })
    const token = { _token: me.token() }
    expect(token._token).toBeTruthy()
    const page = await me.get(accountRoute.loader, '/account')
    const off = await me.post(accountRoute.action, '/account', {
      ...form('digest-off'),
      _token: page.data.token as string,
    })
    expect(off.location).toBe('/account?done=digest-off')
    await digest(morning('09:00', '2026-11-27'))
    expect((await mails('work_today')).map((mail) => mail.to)).toEqual(['county@example.test'])
    expect((await logged('account')).at(-1)?.data).toMatchObject({ what: 'digest_off' })
    const none = await (await signedIn(mute)).get(accountRoute.loader, '/account')
    expect(none.data.account).toMatchObject({ digest: null })
  })
})

describe('mails about an account', () => {
  it('go out when it is made and when its password is reset; never with the password', async () => {
    setClock(morning('10:00').toISOString())
    const admin = await newcomer('AD', '340705-JB1')
    const form = { name: '程新', username: 'cheng.xin', email: 'cheng@example.test' }
    const made = await admin.post(newRoute.action, '/admin/accounts/new', form)
    const { userId, password } = made.data.given as { userId: string; password: string }
    const link = 'http://localhost:3000/sign-in'
    expect(await mails('account_new')).toEqual([{ to: 'cheng@example.test', data: { link } }])
    const reset = await admin.post(oneRoute.action, `/admin/accounts/${userId}`, { _intent: 'reset' }, { user: userId })
    expect(reset.data.given).toBeTruthy()
    expect(await mails('account_reset')).toEqual([{ to: 'cheng@example.test', data: { link } }])
    expect(JSON.stringify(await asSuperuser('SELECT data FROM outbox'))).not.toContain(password)
    await admin.post(newRoute.action, '/admin/accounts/new', { name: '程无', username: 'cheng.wu', email: '' })
    expect(await mails('account_new')).toHaveLength(1)
  })

  it('tell of a lock once', async () => {
    const at = morning('10:00')
    await asSuperuser('UPDATE app_user SET locked_until = $2 WHERE id = $1', [town.userId, morning('10:20')])
    await asSuperuser('UPDATE app_user SET locked_until = $2 WHERE id = $1', [mute.userId, morning('10:20')])
    expect(await asWorker((db) => tellLocked(db, at))).toBe(1)
    expect(await asWorker((db) => tellLocked(db, morning('10:05')))).toBe(0)
    expect(await asWorker((db) => tellLocked(db, morning('10:21')))).toBe(0)
    expect(await mails('account_locked')).toEqual([{ to: 'town@example.test', data: { until: '2026-11-23 10:20' } }])
  })
})

describe('what is done with', () => {
  it('goes after 90 days; what waits or failed stays', async () => {
    await asWorker((db) => tellLocked(db, morning('10:00')))
    await asSuperuser(`INSERT INTO outbox (id, channel, to_enc, template, data, state, created_at, not_before)
      SELECT gen_random_uuid(), 'mail', '', 'call_us', '{}', s, now() - interval '1 day', now() FROM unnest(ARRAY['sent', 'failed', 'waiting', 'cancelled']) s`)
    await asSuperuser(`UPDATE outbox SET created_at = '2026-01-01'`)
    expect(await asWorker((db) => clearOutbox(db, morning()))).toBe(2)
  })
})
