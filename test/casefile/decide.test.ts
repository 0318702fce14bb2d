import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { act } from '~/casefile/act.server'
import { applyDue } from '~/casefile/apply-due.server'
import { decide } from '~/casefile/decide.server'
import type { Domain } from '~/casefile/domain'
import { encrypt } from '~/lib/crypto.server'
import { actorOf, asWorker, at, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const head = actorOf('TH', '340705001-JO1')
const take = (id: string, step: string, version: number, fields: Record<string, string> = {}, actor = worker) =>
  inScope(actor, (ctx) => act(domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
const judged = (actor: Actor, proposalId: string | undefined, accept = true, reason?: string) =>
  inScope(actor, (ctx) => decide(domain, ctx, { proposalId, accept, ...(reason ? { reason } : {}) }))
const dueOn = (today: string) =>
  applyDue(asWorker, { support: domain as unknown as Domain }, { today, at: new Date(`${today}T06:00:00+08:00`) })

/** An active file whose end is proposed by the worker: its id and the proposal's. */
async function proposed(endOn: string) {
  const id = (await openAt('support', '340705001-JO1'))[0]!.id
  await take(id, 'start', 1, { startedOn: '2026-11-20' })
  await expect(take(id, 'end', 2, { endOn })).resolves.toEqual({ outcome: 'proposed', state: 'active' })
  const [row] = await asSuperuser<{ id: string }>(`SELECT id FROM proposal WHERE case_id = $1 AND state = 'waiting'`, [
    id,
  ])
  return { id, proposal: row!.id }
}
const stateOf = async (proposal: string) =>
  (await asSuperuser<{ state: string }>('SELECT state FROM proposal WHERE id = $1', [proposal]))[0]!.state

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('the second hand', () => {
  it('a proposal alone changes nothing but the timeline', async () => {
    const { id } = await proposed('2026-11-23')
    expect(await rowOf(id)).toMatchObject({ state: 'active', version: 2, chain_seq: 3 })
    await expect(take(id, 'end', 2, { endOn: '2026-11-23' })).rejects.toMatchObject({ status: 409 })
  })

  it('cannot be the proposer, in whatever post', async () => {
    const { proposal } = await proposed('2026-11-23')
    await expect(judged(worker, proposal)).rejects.toMatchObject({ status: 403 })
    await expect(judged({ ...head, userId: worker.userId }, proposal)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('提出人'),
    })
    expect(await stateOf(proposal)).toBe('waiting')
  })

  it('must hold one of the roles named, at a unit that sees the file', async () => {
    const { proposal } = await proposed('2026-11-23')
    await expect(judged(actorOf('TJ', '340705001-JO1'), proposal)).rejects.toMatchObject({ status: 403 })
    await expect(judged(actorOf('TH', '340705002-JO1'), proposal)).rejects.toMatchObject({ status: 404 })
    await expect(judged(actorOf('TH', '340705001-JO10'), proposal)).rejects.toMatchObject({ status: 404 })
    await expect(judged(head, undefined)).rejects.toMatchObject({ status: 404 })
    await expect(judged(head, 'x')).rejects.toMatchObject({ status: 404 })
  })

  it('does the step when its day has come; once only', async () => {
    const { id, proposal } = await proposed('2026-11-23')
    await expect(judged(head, proposal)).resolves.toEqual({ outcome: 'done' })
    expect(await rowOf(id)).toMatchObject({
      state: 'ended',
      version: 3,
      closed_on: '2026-11-23',
      next_due_on: '9999-12-31',
      next_task: null,
    })
    await expect(judged(actorOf('JA', '340705-JB1'), proposal)).rejects.toMatchObject({ status: 409 })
    expect(await asSuperuser('SELECT step FROM case_event WHERE case_id = $1 ORDER BY seq', [id])).toEqual(
      ['open', 'start', 'end.propose', 'end.decide', 'end'].map((step) => ({ step })),
    )
  })

  it('of two at the same moment one decides', async () => {
    const { id, proposal } = await proposed('2026-11-23')
    const both = await Promise.allSettled([
      judged(head, proposal),
      judged(actorOf('JA', '340705-JB1'), proposal, false, '再核实'),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } })
    expect((await rowOf(id)).state).toBe((await stateOf(proposal)) === 'done' ? 'ended' : 'active')
  })

  it('sends back with a reason, and the step can be proposed anew', async () => {
    const { id, proposal } = await proposed('2026-11-23')
    await expect(judged(head, proposal, false)).rejects.toMatchObject({
      status: 422,
      fieldErrors: { reason: [expect.any(String)] },
    })
    await expect(judged(head, proposal, false, '材料不全')).resolves.toEqual({ outcome: 'returned' })
    expect(
      await asSuperuser('SELECT state, decided_reason, decided_by FROM proposal WHERE id = $1', [proposal]),
    ).toEqual([{ state: 'returned', decided_reason: '材料不全', decided_by: head.postId }])
    await expect(take(id, 'end', 2, { endOn: '2026-11-23' })).resolves.toMatchObject({ outcome: 'proposed' })
  })

  it('does not confirm inputs that are no longer the proposed ones', async () => {
    const { id, proposal } = await proposed('2026-11-23')
    await asSuperuser('UPDATE proposal SET inputs_enc = $2 WHERE id = $1', [
      proposal,
      encrypt(JSON.stringify({ endOn: '2026-11-01' }), `proposal:${proposal}`),
    ])
    await expect(judged(head, proposal)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('不一致'),
    })
    expect((await rowOf(id)).state).toBe('active')
  })

  it('does not confirm a step that no longer fits the file', async () => {
    const { id, proposal } = await proposed('2026-11-23')
    await asSuperuser(`UPDATE case_file SET state = 'begun' WHERE id = $1`, [id])
    await expect(judged(head, proposal)).rejects.toMatchObject({ status: 409 })
  })
})

describe('a decision ahead', () => {
  it('waits for its day and is then done by the worker, once', async () => {
    const { id, proposal } = await proposed('2026-12-01')
    await expect(judged(head, proposal)).resolves.toEqual({ outcome: 'decided' })
    expect(await dueOn('2026-11-30')).toBe(0)
    expect((await rowOf(id)).state).toBe('active')
    expect(await dueOn('2026-12-01')).toBe(1)
    expect(await dueOn('2026-12-01')).toBe(0)
    expect(await rowOf(id)).toMatchObject({ state: 'ended', closed_on: '2026-12-01', next_due_on: '9999-12-31' })
  })

  it('carries its legal day also after an outage', async () => {
    const { id, proposal } = await proposed('2026-12-05')
    await judged(head, proposal)
    expect(await dueOn('2026-12-20')).toBe(1)
    expect(
      await asSuperuser(
        `SELECT event_on::text, (at AT TIME ZONE 'Asia/Shanghai')::date::text AS at, post_id, actor_name FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`,
        [id],
      ),
    ).toEqual([{ event_on: '2026-12-05', at: '2026-12-20', post_id: null, actor_name: '系统' }])
    expect(await rowOf(id)).toMatchObject({ state: 'ended', closed_on: '2026-12-05' })
    expect(await asSuperuser('SELECT ended_on::text FROM support_file WHERE case_id = $1', [id])).toEqual([
      { ended_on: '2026-12-05' },
    ])
  })

  it('that was overtaken is marked, not done', async () => {
    const { id, proposal } = await proposed('2026-12-06')
    await judged(head, proposal)
    await asSuperuser(`UPDATE case_file SET state = 'opened_in_error' WHERE id = $1`, [id])
    expect(await dueOn('2026-12-06')).toBe(0)
    expect(await stateOf(proposal)).toBe('overtaken')
  })

  it('that cannot be done does not hold up the others, and is tried again', async () => {
    const bad = await proposed('2026-12-07')
    const good = await proposed('2026-12-08')
    await judged(head, bad.proposal)
    await judged(head, good.proposal)
    await asSuperuser(`UPDATE proposal SET inputs_enc = 'k1.sm.broken' WHERE id = $1`, [bad.proposal])
    expect(await dueOn('2026-12-08')).toBe(1)
    expect((await rowOf(good.id)).state).toBe('ended')
    expect(await stateOf(bad.proposal)).toBe('decided')
    await asSuperuser(`UPDATE proposal SET state = 'returned' WHERE id = $1`, [bad.proposal])
  })

  it('of two workers one does it', async () => {
    const { id, proposal } = await proposed('2026-12-09')
    await judged(head, proposal)
    const both = await Promise.all([dueOn('2026-12-09'), dueOn('2026-12-09')])
    expect(both.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await asSuperuser(`SELECT 1 FROM case_event WHERE case_id = $1 AND step = 'end'`, [id])).toHaveLength(1)
  })

  it('a day that has passed by the time of the decision is done at once', async () => {
    const { id, proposal } = await proposed('2026-11-30')
    await expect(judged(at(head, '2026-12-02T09:00:00+08:00'), proposal)).resolves.toEqual({ outcome: 'done' })
    expect((await rowOf(id)).state).toBe('ended')
  })
})
