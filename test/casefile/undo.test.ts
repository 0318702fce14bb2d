import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import { undo } from '~/casefile/undo.server'
import { actorOf, at, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const take = (id: string, step: string, version: number, fields: Record<string, string> = {}, actor = worker) =>
  inScope(actor, (ctx) => act(domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
const back = (id: string, version: number, actor = worker) =>
  inScope(actor, (ctx) => undo(domain, ctx, { caseId: id, version }))
async function active() {
  const id = (await openAt('support', '340705001-JO1'))[0]!.id
  await take(id, 'start', 1, { startedOn: '2026-11-20' })
  return id
}
const openTasks = (id: string) =>
  asSuperuser(
    'SELECT code, due_on::text AS due, scope_key FROM task WHERE case_id = $1 AND done_at IS NULL ORDER BY code',
    [id],
  )

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('undo', () => {
  it('takes state, columns and duties back, and leaves an event', async () => {
    const id = await active()
    await expect(back(id, 2)).resolves.toBe('开始')
    expect(await rowOf(id)).toMatchObject({
      state: 'begun',
      version: 3,
      chain_seq: 3,
      next_due_on: '2026-11-30',
      next_task: 'begin',
    })
    expect(await asSuperuser('SELECT started_on FROM support_file WHERE case_id = $1', [id])).toEqual([
      { started_on: null },
    ])
    expect(await openTasks(id)).toEqual([{ code: 'begin', due: '2026-11-30', scope_key: '340705001-JO1' }])
    expect(
      await asSuperuser(`SELECT from_state, to_state FROM case_event WHERE case_id = $1 AND step = '$undo'`, [id]),
    ).toEqual([{ from_state: 'active', to_state: 'begun' }])
    await expect(take(id, 'start', 3, { startedOn: '2026-11-21' })).resolves.toMatchObject({ state: 'active' })
    expect(await rowOf(id)).toMatchObject({ next_due_on: '2026-12-21' })
  })

  it('puts a date back that the step had moved', async () => {
    const id = await active()
    await take(id, 'restart', 2, { startedOn: '2026-11-10' })
    expect(await rowOf(id)).toMatchObject({ next_due_on: '2026-12-10' })
    await back(id, 3)
    expect(await rowOf(id)).toMatchObject({ next_due_on: '2026-12-20' })
    expect(await openTasks(id)).toEqual([{ code: 'contact', due: '2026-12-20', scope_key: '340705001-JO1' }])
  })

  it('brings duties back to the unit that the file returns to', async () => {
    const id = await active()
    const county = actorOf('JC', '340705-JB1')
    await take(id, 'move', 2, { unit: '340705002-JO1' }, county)
    await back(id, 3, county)
    expect(await rowOf(id)).toMatchObject({ scope_key: '340705001-JO1', next_due_on: '2026-12-20' })
    expect(await openTasks(id)).toEqual([{ code: 'contact', due: '2026-12-20', scope_key: '340705001-JO1' }])
  })

  it('is for the same post', async () => {
    const id = await active()
    await expect(back(id, 2, actorOf('TH', '340705001-JO1'))).rejects.toMatchObject({
      status: 403,
      message: '只能由办理人本人撤销。',
    })
    await expect(back(id, 2, actorOf('TJ', '340705002-JO1'))).rejects.toMatchObject({ status: 404 })
  })

  it('is for the same day', async () => {
    const id = await active()
    await expect(back(id, 2, at(worker, '2026-11-24T00:00:00+08:00'))).rejects.toMatchObject({ status: 403 })
    await expect(back(id, 2, at(worker, '2026-11-23T23:59:59+08:00'))).resolves.toBe('开始')
  })

  it('is for the last step alone: not after somebody acted since, not twice', async () => {
    const id = await active()
    const call = formOf({ type: 'call', onDay: '2026-11-23', reached: 'yes', note: '平安' })
    await inScope(actorOf('TH', '340705001-JO1'), async (ctx) => {
      await recordVisit(domain, { ...ctx, actor: { ...ctx.actor, role: 'TJ' } }, { caseId: id, form: call })
    })
    await expect(back(id, 2)).rejects.toMatchObject({ status: 403 })
    const other = await active()
    await back(other, 2)
    await expect(back(other, 3)).rejects.toMatchObject({ status: 403 })
  })

  it('is not for steps that told others, had a second hand, or opened the file', async () => {
    const told = await active()
    await take(told, 'tell', 2)
    await expect(back(told, 3)).rejects.toMatchObject({ status: 403 })
    const asked = await active()
    await take(asked, 'end', 2, { endOn: '2026-11-23' })
    await expect(back(asked, 2)).rejects.toMatchObject({ status: 403 })
    const opened = (await openAt('support', '340705001-JO1'))[0]!.id
    await expect(back(opened, 1)).rejects.toMatchObject({ status: 403 })
  })

  it('on a stale version is a conflict', async () => {
    await expect(back(await active(), 1)).rejects.toMatchObject({ status: 409 })
  })
})
