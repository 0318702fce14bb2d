import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { actorOf, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const take = (id: string, step: string, version: number, fields: Record<string, string> = {}, actor = worker) =>
  inScope(actor, (ctx) => act(domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
const begun = async () => (await openAt('support', '340705001-JO1'))[0]!.id
const started = { startedOn: '2026-11-20' }

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('a step', () => {
  it('moves state, version, duties and timeline together', async () => {
    const id = await begun()
    expect(await rowOf(id)).toMatchObject({ state: 'begun', version: 1, next_due_on: '2026-11-30', next_task: 'begin', chain_seq: 1 })
    await expect(take(id, 'start', 1, started)).resolves.toEqual({ outcome: 'done', state: 'active' })
    expect(await rowOf(id)).toMatchObject({ state: 'active', version: 2, next_due_on: '2026-12-20', next_task: 'contact', chain_seq: 2 })
    const events = await asSuperuser('SELECT seq, step, from_state, to_state, event_on::text FROM case_event WHERE case_id = $1 ORDER BY seq', [id])
    expect(events).toEqual([
      { seq: 1, step: 'open', from_state: null, to_state: 'begun', event_on: '2026-11-23' },
      { seq: 2, step: 'start', from_state: 'begun', to_state: 'active', event_on: '2026-11-20' },
    ])
    const tasks = await asSuperuser('SELECT code, outcome, done_by FROM task WHERE case_id = $1 ORDER BY code', [id])
    expect(tasks).toEqual([
      { code: 'begin', outcome: 'done', done_by: worker.postId },
      { code: 'contact', outcome: null, done_by: null },
    ])
    const [log] = await asSuperuser('SELECT count(*)::int AS n FROM access_log l JOIN case_file c USING (file_token) WHERE c.id = $1 AND l.event = $2', [id, 'step'])
    expect(log).toEqual({ n: 1 })
  })
})
