import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { actorOf, addParty, at, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const take = (
  id: string | undefined,
  step: string,
  version: number,
  fields: Record<string, string> = {},
  actor = worker,
) => inScope(actor, (ctx) => act(domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
const begun = async () => (await openAt('support', '340705001-JO1'))[0]!.id
const started = { startedOn: '2026-11-20' }

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('a step', () => {
  it('moves state, version, duties and timeline together', async () => {
    const id = await begun()
    expect(await rowOf(id)).toMatchObject({
      state: 'begun',
      version: 1,
      next_due_on: '2026-11-30',
      next_task: 'begin',
      chain_seq: 1,
    })
    await expect(take(id, 'start', 1, started)).resolves.toEqual({ outcome: 'done', state: 'active' })
    expect(await rowOf(id)).toMatchObject({
      state: 'active',
      version: 2,
      next_due_on: '2026-12-20',
      next_task: 'contact',
      chain_seq: 2,
    })
    const events = await asSuperuser(
      'SELECT seq, step, from_state, to_state, event_on::text FROM case_event WHERE case_id = $1 ORDER BY seq',
      [id],
    )
    expect(events).toEqual([
      { seq: 1, step: 'open', from_state: null, to_state: 'begun', event_on: '2026-11-23' },
      { seq: 2, step: 'start', from_state: 'begun', to_state: 'active', event_on: '2026-11-20' },
    ])
    const tasks = await asSuperuser('SELECT code, outcome, done_by FROM task WHERE case_id = $1 ORDER BY code', [id])
    expect(tasks).toEqual([
      { code: 'begin', outcome: 'done', done_by: worker.postId },
      { code: 'contact', outcome: null, done_by: null },
    ])
    const logged = await asSuperuser(
      'SELECT l.event, l.post_id, l.data FROM access_log l JOIN case_file c USING (file_token) WHERE c.id = $1 AND l.event = $2',
      [id, 'step'],
    )
    expect(logged).toEqual([{ event: 'step', post_id: worker.postId, data: { kind: 'support', step: 'start' } }])
  })

  it('is refused from another state, and changes nothing', async () => {
    const id = await begun()
    await expect(take(id, 'review', 1)).rejects.toMatchObject({
      status: 403,
      message: '档案当前为“已受理”，不能复核。',
    })
    await expect(take(id, 'open', 1)).rejects.toMatchObject({ status: 403 })
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1, chain_seq: 1 })
  })

  it.each(['nothing', '', 'constructor', '__proto__', 'toString'])('of the name %j does not exist', async (name) => {
    await expect(take(await begun(), name, 1)).rejects.toMatchObject({ status: 403 })
  })

  it('gives a wrong input back by field, and changes nothing', async () => {
    const id = await begun()
    await expect(take(id, 'start', 1)).rejects.toMatchObject({
      status: 422,
      fieldErrors: { startedOn: [expect.any(String)] },
    })
    await expect(take(id, 'start', 1, { startedOn: '2026-02-30' })).rejects.toMatchObject({ status: 422 })
    await expect(take(id, 'start', 1, { startedOn: '2026-11-24' })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { startedOn: ['日期不能晚于今天'] },
    })
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1, chain_seq: 1 })
  })

  it('on a version that is not the present one is a conflict', async () => {
    const id = await begun()
    await take(id, 'start', 1, started)
    await expect(take(id, 'review', 1)).rejects.toMatchObject({ status: 409 })
    await expect(take(id, 'review', 3)).rejects.toMatchObject({ status: 409 })
    await expect(take(id, 'review', NaN)).rejects.toMatchObject({ status: 409 })
    await expect(take(id, 'review', 2)).resolves.toEqual({ outcome: 'done', state: 'active' })
  })

  it('of two at the same moment exactly one wins, the other is told of the conflict', async () => {
    const id = await begun()
    const both = await Promise.allSettled([
      take(id, 'start', 1, started),
      take(id, 'start', 1, started, actorOf('TH', '340705001-JO1')),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } })
    expect(await rowOf(id)).toMatchObject({ version: 2, chain_seq: 2 })
    expect(await asSuperuser('SELECT 1 FROM task WHERE case_id = $1 AND done_at IS NULL', [id])).toHaveLength(1)
  })

  it('takes the facts of its own day: the clock is the actor’s', async () => {
    const id = await begun()
    await expect(
      take(id, 'start', 1, { startedOn: '2026-11-24' }, at(worker, '2026-11-24T00:00:01+08:00')),
    ).resolves.toMatchObject({ state: 'active' })
  })
})

describe('a file that moves to another unit', () => {
  it('takes every child and open duty with it, and leaves the old unit’s sight', async () => {
    const id = await begun()
    await take(id, 'start', 1, started)
    await addParty(id, 'somebody')
    await asSuperuser(
      `INSERT INTO referral (id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, sent_on, sent_by, state)
       VALUES (gen_random_uuid(), 'R1', 'job', $1, 'support', '340705001-JO1', '340705001-JO1', '340705-HR1', '一窗转介', '', '2026-11-23', gen_random_uuid(), 'sent')`,
      [id],
    )
    await inScope(actorOf('JC', '340705-JB1'), (ctx) =>
      act(domain, ctx, { caseId: id, step: 'move', version: 2, form: formOf({ unit: '340705002-JO1' }) }),
    )
    const tables = await asSuperuser<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND c.column_name = 'case_id' AND t.table_type = 'BASE TABLE'
         AND EXISTS (SELECT 1 FROM information_schema.columns s WHERE s.table_name = c.table_name AND s.column_name = 'scope_key')`,
    )
    expect(tables.length).toBeGreaterThan(15)
    for (const { name } of tables.filter((table) => table.name !== 'task')) {
      expect(
        await asSuperuser(`SELECT 1 FROM ${name} WHERE case_id = $1 AND scope_key <> '340705002-JO1'`, [id]),
        name,
      ).toEqual([])
    }
    expect(await asSuperuser('SELECT from_key FROM referral WHERE from_case_id = $1', [id])).toEqual([
      { from_key: '340705002-JO1' },
    ])
    expect(await asSuperuser('SELECT code, scope_key FROM task WHERE case_id = $1 AND done_at IS NULL', [id])).toEqual([
      { code: 'contact', scope_key: '340705002-JO1' },
    ])
    expect(await rowOf(id)).toMatchObject({
      scope_key: '340705002-JO1',
      town: '340705002',
      owner_post_id: null,
      next_due_on: '2026-12-20',
    })
    await expect(take(id, 'review', 3)).rejects.toMatchObject({ status: 404 })
    await expect(take(id, 'review', 3, {}, actorOf('TJ', '340705002-JO1'))).resolves.toMatchObject({ state: 'active' })
  })

  it('cannot be pushed out of the mover’s own range', async () => {
    const id = await begun()
    await expect(take(id, 'move', 1, { unit: '340706001-JO1' }, actorOf('JC', '340705-JB1'))).rejects.toThrow(
      /row-level security/,
    )
    expect(await rowOf(id)).toMatchObject({ scope_key: '340705001-JO1', version: 1 })
  })
})
