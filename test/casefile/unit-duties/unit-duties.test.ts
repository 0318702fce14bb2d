import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as unitDoor from '~/routes/access.posts'
import * as authoriseDoor from '~/routes/access.authorisations'
import * as handoverDoor from '~/routes/access.handover.one'
import { disableAccount } from '~/access/accounts/disable-account.server'
import { listDuties } from '~/casefile/desk/list-duties.server'
import { keepUnitDuties } from '~/casefile/unit-duties/keep-unit-duties.server'
import { planUnitDuties, type WatchedPost } from '~/casefile/unit-duties/plan-unit-duties'
import { domains } from '~/domains'
import { now, setClock } from '~/lib/dates'
import { actorOf, asWorker, inScope, openAt } from '../../support/cases'
import { asSuperuser, pastTriggers, testDatabase } from '../../support/database'
import { makePost, newcomer, seedOrg, type SignedIn, type TestPost } from '../../support/people'
import { book } from '../deadlines/book'

const HERE = '340705001-JO1'
const office = { code: HERE, kind: 'justice_office' }
const TODAY = '2026-11-23'

describe('the plan', () => {
  const chiefs = [
    { role: 'TH' as const, unit: office, userId: 'head' },
    { role: 'JA' as const, unit: { code: '340705-JB1', kind: 'justice_bureau' }, userId: 'county' },
  ]
  const post = (given: Partial<WatchedPost> = {}): WatchedPost => ({
    id: 'p',
    userId: 'u',
    name: '某人',
    role: 'TJ',
    unit: office,
    cover: false,
    granted: '2026-11-20',
    confirmed: true,
    inForce: true,
    overOn: null,
    holds: 0,
    authorisedUntil: null,
    certifiedOn: TODAY,
    ...given,
  })
  const plan = (given: Partial<WatchedPost>, today = TODAY, from = chiefs) =>
    planUnitDuties([post(given)], from, book, today).map(({ code, unit, role, dueOn }) => ({ code, unit, role, dueOn }))

  test('is empty for a post in order', () => expect(plan({})).toEqual([]))

  test('a granted post is confirmed in three working days, by the head of the unit or the one above', () => {
    const waiting = { confirmed: false, inForce: false }
    expect(plan(waiting)).toEqual([{ code: 'confirm_post', unit: HERE, role: 'TH', dueOn: '2026-11-25' }])
    expect(plan({ ...waiting, role: 'TH' })).toMatchObject([{ unit: '340705-JB1', role: 'JA' }])
    expect(plan({ ...waiting, userId: 'head' })).toMatchObject([{ unit: '340705-JB1', role: 'JA' }])
    expect(plan(waiting, TODAY, [])).toEqual([])
  })

  test('files of somebody who is gone are handed over in three working days; of a cover and of none there is nothing to do', () => {
    const gone = { inForce: false, overOn: TODAY, holds: 2 }
    expect(plan(gone)).toEqual([{ code: 'handover', unit: HERE, role: 'TH', dueOn: '2026-11-26' }])
    expect(plan({ ...gone, holds: 0 })).toEqual([])
    expect(plan({ ...gone, cover: true })).toEqual([])
  })

  test('an authorisation is renewed from thirty days before its last day on', () => {
    const authorised = { authorisedUntil: '2026-12-23' }
    expect(plan(authorised)).toEqual([{ code: 'renew_authorisation', unit: HERE, role: 'TH', dueOn: '2026-12-23' }])
    expect(plan(authorised, '2026-11-22')).toEqual([])
    expect(plan({ ...authorised, inForce: false })).toEqual([])
  })

  test('rights are certified six months after the earliest, one duty a head, from thirty days before on', () => {
    const posts = ['2026-06-23', '2026-06-01', '2026-10-01'].map((certifiedOn, n) => post({ id: `p${n}`, certifiedOn }))
    expect(planUnitDuties(posts, chiefs, book, TODAY)).toMatchObject([
      { code: 'recertify', about: HERE, dueOn: '2026-12-01' },
    ])
    expect(plan({ certifiedOn: '2026-06-24' })).toEqual([])
    expect(plan({ certifiedOn: '2026-06-23' })).toHaveLength(1)
  })
})

describe('duties of the unit', () => {
  let head: SignedIn
  let worker: TestPost
  beforeAll(async () => {
    await testDatabase()
    await seedOrg()
  })
  beforeEach(async () => {
    setClock('2026-11-23T09:00:00+08:00')
    await pastTriggers(`TRUNCATE post, task, app_session, case_file CASCADE`)
    head = await newcomer('TH', HERE)
    worker = await makePost({ role: 'TJ', unit: HERE })
    await asSuperuser(`UPDATE post SET certified_on = '2026-11-01'`)
  })
  afterAll(() => setClock(null))

  const keep = () => asWorker((db) => keepUnitDuties(db, domains, now()))
  const openDuties = () =>
    asSuperuser<{ code: string; detail: string; due: string; unit: string; role: string; no: string }>(
      `SELECT code, detail, due_on::text AS due, scope_key AS unit, role, neutral_no AS no FROM task WHERE kind = 'unit' AND done_at IS NULL ORDER BY code, detail`,
    )
  const onDesk = (post: TestPost) =>
    inScope(actorOf(post.role, post.unit, { userId: post.userId, postId: post.id, now: now() }), (ctx) =>
      listDuties(domains, ctx, 'week'),
    )

  test('arise when an account with files is disabled, stand on the head’s desk, and are settled by handing over', async () => {
    await openAt('handoff', HERE, [{ state: 'in_help', due: [], ownerPostId: worker.id }])
    const system = await newcomer('AD', '3407-PF1')
    await newcomer('AD', '3407-PF1')
    const queued = async () =>
      (
        await asSuperuser<{ n: number }>(
          `SELECT count(*)::int AS n FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'unit_duties'`,
        )
      )[0]!.n
    const ctx = actorOf('AD', '3407-PF1', { userId: system.userId, postId: system.id, now: now() })
    await inScope(ctx, (scope) => disableAccount(scope, worker.userId))
    expect(await queued()).toBe(1)
    expect(await keep()).toMatchObject({ added: 1 })
    expect(await openDuties()).toEqual([
      {
        code: 'handover',
        detail: worker.id,
        due: '2026-11-26',
        unit: HERE,
        role: 'TH',
        no: expect.stringMatching(/^T-340705-2026-\d{6}$/),
      },
    ])
    const [row] = (await onDesk(head)).rows
    expect(row).toMatchObject({ name: '本单位', title: '交接在办档案', action: { href: '/access/handover' } })
    expect((await onDesk(await makePost({ role: 'TH', unit: '340705002-JO1' }))).rows).toEqual([])
    expect(await keep()).toEqual({ added: 0, closed: 0, moved: 0 })

    const form = { which: 'all', to: head.id, files: '1', duties: '0' }
    const done = await head.post(handoverDoor.action, `/access/handover/${worker.id}`, form, { post: worker.id })
    expect(done.status).toBe(302)
    expect(await openDuties()).toEqual([])
    expect(await keep()).toEqual({ added: 0, closed: 0, moved: 0 })
  })

  test('move to the head above when the unit’s head goes, and end when nothing calls for them', async () => {
    const county = await makePost({ role: 'JA', unit: '340705-JB1' })
    await asSuperuser(`UPDATE post SET certified_on = '2026-11-01'`)
    await asSuperuser(`UPDATE post SET confirmed_at = NULL, granted_at = '2026-11-23T09:00:00+08:00' WHERE id = $1`, [
      worker.id,
    ])
    await keep()
    expect(await openDuties()).toMatchObject([{ code: 'confirm_post', unit: HERE, role: 'TH' }])
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [head.id])
    expect(await keep()).toMatchObject({ moved: 1 })
    expect(await openDuties()).toMatchObject([{ code: 'confirm_post', unit: '340705-JB1', role: 'JA' }])
    expect((await onDesk(county)).rows).toMatchObject([{ title: '确认岗位' }])
    await asSuperuser(`UPDATE post SET until_on = '2026-11-22' WHERE id = $1`, [worker.id])
    expect(await keep()).toMatchObject({ closed: 1 })
  })

  test('to renew an authorisation and to certify rights are settled by doing so', async () => {
    await asSuperuser(`UPDATE post SET authorised_until = '2026-12-01', certified_on = '2026-05-20' WHERE id = $1`, [
      worker.id,
    ])
    await keep()
    expect((await openDuties()).map((duty) => [duty.code, duty.due])).toEqual([
      ['recertify', '2026-11-20'],
      ['renew_authorisation', '2026-12-01'],
    ])
    await head.post(authoriseDoor.action, '/access/authorisations', {
      _intent: 'authorise',
      post: worker.id,
      until: '2027-11-23',
    })
    await head.post(unitDoor.action, '/access/posts', { _intent: 'certify', seen: worker.id })
    expect(await openDuties()).toEqual([])
  })

  test('stand on the desk of heads whose role has no files, too', async () => {
    const school = await makePost({ role: 'SP', unit: HERE })
    await asSuperuser(
      `INSERT INTO task (id, scope_key, kind, neutral_no, code, role, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
       VALUES (gen_random_uuid(), $1, 'unit', 'T-1', 'recertify', 'SP', '2026-11-24', '2026-11-24', '2026-11-24', 'X.recertify', 6, 'm', '到期', now())`,
      [HERE],
    )
    expect((await onDesk(school)).rows).toMatchObject([
      { title: '复核本单位人员的权限', action: { href: '/access/posts' } },
    ])
  })
})
