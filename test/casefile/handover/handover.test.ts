/** A leaver's caseload, handed over by list: nothing dropped, one event a file, nothing to strangers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as listDoor from '~/routes/access.handover'
import * as door from '~/routes/access.handover.one'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { doneWords } from '~/casefile/handover/done-words'
import type { Handover, Holder } from '~/casefile/handover/read-handover.server'
import { loadCase } from '~/casefile/load-case.server'
import { propose } from '~/casefile/propose.server'
import { verifyChain } from '~/casefile/timeline.server'
import { domains } from '~/domains'
import { setClock } from '~/lib/dates'
import { actorOf, inScope, openAt, sampleDomain } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import {
  logged,
  makePost,
  newcomer,
  seedOrg,
  signedIn,
  type Answer,
  type SignedIn,
  type TestPost,
} from '../../support/people'

const HERE = '340705001-JO1'
let head: SignedIn
let leaver: TestPost
let receiver: TestPost
let files: string[]

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
})
beforeEach(async () => {
  setClock('2026-11-23T09:00:00+08:00')
  await asSuperuser('DELETE FROM app_session')
  await asSuperuser(`UPDATE post SET until_on = '2026-11-01' WHERE until_on IS NULL`)
  head = await newcomer('TH', HERE)
  leaver = await makePost({ role: 'TJ', unit: HERE, name: '离岗的', until: '2026-11-20' })
  receiver = await makePost({ role: 'TJ', unit: HERE, name: '接手的' })
  files = await heldBy(leaver, 3)
})
afterAll(() => setClock(null))

async function heldBy(post: TestPost, n: number, unit = HERE): Promise<string[]> {
  const opened = await openAt(
    'handoff',
    unit,
    Array.from({ length: n }, () => ({ state: 'in_help', due: [], ownerPostId: post.id })),
  )
  return opened.map((file) => file.id)
}
const owners = async (ids: string[]) =>
  (
    await asSuperuser<{ owner: string }>(
      'SELECT owner_post_id AS owner FROM case_file WHERE id = ANY ($1) ORDER BY id',
      [ids],
    )
  ).map((row) => row.owner)
const read = async (who: SignedIn, post = leaver.id) =>
  (await who.get(door.loader, `/access/handover/${post}`, { post })).data.handover as Handover
const send = (who: SignedIn, form: Record<string, string | string[]>, post = leaver.id) =>
  who.post(
    door.action,
    `/access/handover/${post}`,
    { which: 'all', to: receiver.id, files: '3', duties: '0', ...form },
    { post },
  )
const error = (answer: Answer) =>
  JSON.stringify((answer.data.lastResult as { error?: unknown } | undefined)?.error ?? answer.data.message)
const asActor = (post: TestPost) => actorOf(post.role, post.unit, { userId: post.userId, postId: post.id })

describe('the list', () => {
  test('names who is gone first, and who holds how much', async () => {
    const own = await heldBy(receiver, 1)
    const lists = (await head.get(listDoor.loader, '/access/handover')).data as { over: Holder[]; inOffice: Holder[] }
    expect(lists.over.find((one) => one.id === leaver.id)).toMatchObject({ files: 3, duties: 0, state: 'ended' })
    expect(lists.inOffice.find((one) => one.id === receiver.id)).toMatchObject({ files: own.length, state: 'in_force' })
    expect(lists.inOffice.map((one) => one.id)).not.toContain(head.id)
  })

  test('holds open files and duties given by name, masked; closed ones and the unit’s own duties stay out', async () => {
    await openAt('handoff', HERE, [{ state: 'ended', due: [], ownerPostId: leaver.id }])
    const duty = `INSERT INTO task (id, scope_key, case_id, kind, neutral_no, code, role, assignee_id, trigger_on, due_on, warn_on, rule_id, rule_value, rule_unit, reason, created_at)
      SELECT gen_random_uuid(), scope_key, id, kind, neutral_no, 'contact', 'TJ', $2, now(), '2026-12-01', now(), 'D1.contact_first', 1, 'm', '', now() FROM case_file WHERE id = $1`
    await asSuperuser(duty, [files[0], leaver.id])
    await asSuperuser(duty, [files[1], null])
    const list = await read(head)
    expect(list.who).toMatchObject({ files: 3, duties: 1 })
    expect(list.rows.map((row) => row.id).sort()).toEqual([...files].sort())
    expect(list.rows.every((row) => row.name.includes('*'))).toBe(true)
    expect(list.duties).toMatchObject([{ caseNo: expect.any(String), href: `/handoff/${files[0]}` }])
    expect(list.receivers.map((one) => one.id)).toEqual([receiver.id])
    expect((await send(head, { duties: '1' })).status).toBe(302)
    const [{ n }] = (await asSuperuser<{ n: number }>('SELECT count(*)::int AS n FROM task WHERE assignee_id = $1', [
      receiver.id,
    ])) as [{ n: number }]
    expect(n).toBe(1)
  })

  test('says what no list hands over: help groups, pairs, proposals', async () => {
    await asSuperuser(
      `INSERT INTO handoff_group_member (id, case_id, kind, scope_key, name, member, post_id, from_on) VALUES (gen_random_uuid(), $1, 'handoff', $2, '离岗的', 'justice', $3, now())`,
      [files[0], HERE, leaver.id],
    )
    await asSuperuser(
      `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis) VALUES (gen_random_uuid(), $1, 'handoff', $2, $3, 'pair_helper', 'limited', now(), '结对')`,
      [files[1], HERE, leaver.id],
    )
    const domain = sampleDomain('support')
    const [support] = await openAt('support', HERE, [{ state: 'active' }])
    await inScope(asActor(leaver), async (ctx) => {
      const row = await loadCase(ctx.db, 'support', support!.id)
      const facts = (await domain.facts(ctx.db, [row.id])).get(row.id)!
      await propose(domain, ctx, { file: row, step: 'end', input: { endOn: '2026-12-01' }, facts })
    })
    const list = await read(head)
    expect(list.ties.map((tie) => [tie.href, tie.what.slice(0, 3)]).sort()).toEqual(
      [
        [`/handoff/${files[0]}`, '帮教小'],
        [`/handoff/${files[1]}`, '结对帮'],
      ].sort(),
    )
    expect(list.proposals).toMatchObject([{ href: expect.stringContaining(`/support/${support!.id}/proposal/`) }])
  })
})

describe('handing over', () => {
  test('all of it: what both hold together is the same, each file has one event more and its chain holds', async () => {
    const had = await heldBy(receiver, 2)
    const before = await asSuperuser<{ id: string; version: number; seq: number }>(
      'SELECT id, version, chain_seq AS seq FROM case_file WHERE id = ANY ($1)',
      [files],
    )
    const answer = await send(head, {})
    expect(answer.location).toBe(`/access/handover/${leaver.id}?done=3-0-0-2-5`)
    expect(doneWords('3-0-0-2-5')).toContain('由 2 份变为 5 份')
    expect(await owners([...files, ...had])).toEqual(Array(5).fill(receiver.id))
    for (const id of files) {
      const row = before.find((one) => one.id === id)!
      await inScope(asActor(head), async (ctx) => {
        const file = await loadCase(ctx.db, 'handoff', id)
        expect(file).toMatchObject({ version: row.version, chainSeq: row.seq + 1 })
        expect(await verifyChain(ctx.db, file)).toBeNull()
      })
    }
    const events = await asSuperuser<{ step: string; actor_name: string }>(
      `SELECT step, actor_name FROM case_event WHERE case_id = ANY ($1) AND step = 'assign.handover'`,
      [files],
    )
    expect(events).toEqual(Array(3).fill({ step: 'assign.handover', actor_name: head.name }))
    expect((await logged('handover')).at(-1)).toMatchObject({
      post_id: head.id,
      data: { from: leaver.id, to: receiver.id, files: 3, duties: 0 },
    })
    expect(
      (await logged('step')).filter((line) => line.post_id === head.id && line.data?.step === 'assign.handover'),
    ).toHaveLength(3)
    expect((await inScope(asActor(receiver), (ctx) => deskCounts(domains, ctx))).assigned).toBeGreaterThanOrEqual(3)
  })

  test('hundreds at once are all handed over', async () => {
    const many = await heldBy(leaver, 260)
    expect((await read(head)).rows).toHaveLength(100)
    expect((await send(head, { files: '263' })).location).toContain('done=263-0-0-0-263')
    expect(new Set(await owners([...files, ...many]))).toEqual(new Set([receiver.id]))
  })

  test('a part to one and the rest to another', async () => {
    const second = await makePost({ role: 'TJ', unit: HERE })
    expect((await send(head, { which: 'chosen', file: [files[0]!] })).location).toContain('done=1-0-2-0-1')
    expect((await send(head, { to: second.id, files: '2' })).location).toContain('done=2-0-0-0-2')
    expect((await owners(files)).sort()).toEqual([receiver.id, second.id, second.id].sort())
  })

  test('a list that moved on meanwhile is a conflict, and nothing moves', async () => {
    await heldBy(leaver, 1)
    expect((await send(head, {})).status).toBe(409)
    await asSuperuser(`UPDATE case_file SET owner_post_id = $2 WHERE id = $1`, [files[0], receiver.id])
    expect((await send(head, { which: 'chosen', file: files, files: '3' })).status).toBe(409)
    expect((await owners(files.slice(1))).every((owner) => owner === leaver.id)).toBe(true)
  })

  test('sent twice, it is done once', async () => {
    const token = head.token()
    const [first, again] = [await send(head, { _token: token }), await send(head, { _token: token })]
    expect(again.location).toBe(first.location)
    expect((await logged('handover')).filter((line) => line.post_id === head.id)).toHaveLength(1)
  })

  test('where nobody else has the role, a colleague who may hold such files takes over, the head too', async () => {
    await asSuperuser(`UPDATE post SET until_on = '2026-11-20' WHERE id = $1`, [receiver.id])
    const list = await read(head)
    expect(list.same).toBe(false)
    expect(list.receivers.map((one) => one.id)).toEqual([head.id])
    expect((await send(head, { to: head.id })).status).toBe(302)
  })
})

describe('attacks', () => {
  test('to a post of another unit, another role, one that is over, one not confirmed, a cover, or the leaver: refused', async () => {
    const away = await makePost({ role: 'TJ', unit: '340705002-JO1' })
    const helper = await makePost({ role: 'PH', unit: HERE })
    const past = await makePost({ role: 'TJ', unit: HERE, until: '2026-11-22' })
    const waiting = await makePost({ role: 'TJ', unit: HERE })
    await asSuperuser('UPDATE post SET confirmed_at = NULL WHERE id = $1', [waiting.id])
    const cover = await makePost({ role: 'TJ', unit: HERE, deputyOf: receiver.id, until: '2026-12-01' })
    for (const to of [away, helper, past, waiting, cover, leaver, { id: 'x' }])
      expect((await send(head, { to: to.id })).status, to.id).toBe(422)
    expect(await owners(files)).toEqual(Array(3).fill(leaver.id))
  })

  test('by the head of another unit, a colleague, the county’s clerk, an administrator: refused', async () => {
    const strangers = [
      [await newcomer('TH', '340705002-JO1'), 404],
      [await newcomer('JA', '340706-JB1'), 404],
      [await signedIn(receiver), 403],
      [await newcomer('JC', '340705-JB1'), 403],
      [await newcomer('SE', '3407-PF1'), 403],
      [await newcomer('AD', '3407-PF1'), 403],
    ] as const
    for (const [who, status] of strangers) {
      expect((await who.get(door.loader, `/access/handover/${leaver.id}`, { post: leaver.id })).status).toBe(status)
      expect((await send(who, {})).status).toBe(status)
    }
    // The county's head answers for the office only while it has no head.
    const county = await newcomer('JA', '340705-JB1')
    expect((await send(county, {})).status).toBe(404)
    await asSuperuser(`UPDATE post SET until_on = '2026-11-20' WHERE role = 'TH' AND unit_code = $1`, [HERE])
    expect((await send(county, {})).status).toBe(302)
  })

  test('of files that are not the leaver’s: other people’s ids in the form move nothing', async () => {
    const foreign = await heldBy(receiver, 1)
    const far = await heldBy(await makePost({ role: 'TJ', unit: '340705002-JO1' }), 1, '340705002-JO1')
    for (const id of [...foreign, ...far])
      expect((await send(head, { which: 'chosen', file: [files[0]!, id] })).status).toBe(409)
    expect(error(await send(head, { which: 'chosen' }))).toContain('请先在清单里选中')
    expect(await owners(files)).toEqual(Array(3).fill(leaver.id))
  })

  test('a city head, who writes no such files, is told whom to ask', async () => {
    const clerk = await makePost({ role: 'JC', unit: '340705-JB1' })
    await asSuperuser(`UPDATE post SET until_on = '2026-11-20' WHERE role = 'JA' AND unit_code = '340705-JB1'`)
    const city = await newcomer('JX', '3407-JB1')
    expect((await read(city, clerk.id)).able).toBe(false)
    expect((await send(city, {}, clerk.id)).status).toBe(403)
  })
})
