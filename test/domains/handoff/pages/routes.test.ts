import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setClock } from '~/lib/dates'
import { env } from '~/lib/env.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import * as handoffCase from '~/routes/handoff.case'
import * as correctRoute from '~/routes/file.correct'
import * as list from '~/routes/handoff.list'
import * as newRoute from '~/routes/handoff.new'
import * as noteRoute from '~/routes/file.note'
import * as reveal from '~/routes/file.reveal'
import * as stepRoute from '~/routes/handoff.step'
import * as undoRoute from '~/routes/file.undo'
import * as visitRoute from '~/routes/file.visit'
import type { HandoffCaseData } from '~/domains/handoff/views/case.server'
import type { HandoffListData } from '~/domains/handoff/views/list.server'
import { asSuperuser, testDatabase } from '../../../support/database'
import { logged, newcomer, seedOrg } from '../../../support/people'

type Person = Awaited<ReturnType<typeof newcomer>>
const OFFICE = '340705001-JO1'
let tj: Person
let neighbour: Person
let helper: Person
let id: string

const walkIn = {
  name: '欧阳建军',
  idType: 'none',
  noIdReason: '遗失',
  sex: 'M',
  birthOn: '1997-03-12',
  residenceCode: '340705001',
  phone: '13800000001',
  arrivedAt: '2026-11-23T08:30',
  releasedOn: '2026-11-20',
  juvenileAtOffence: 'no',
  offenceCode: '264',
  sentenceMonths: '30',
  prisonName: '白湖监狱',
}
const at = (path: string) => `/handoff/${id}${path}`
const read = async (post: Person, query = '') =>
  (await post.get(handoffCase.loader, at(query), { id })).data as { data: HandoffCaseData }

beforeAll(async () => {
  await testDatabase()
  await seedOrg()
  ensureVaultKeys(env.VAR_DIR)
  setClock('2026-11-23T09:00:00+08:00')
  tj = await newcomer('TJ', OFFICE)
  neighbour = await newcomer('TJ', '340705002-JO1')
  helper = await newcomer('PH', '340705-JB1')
  const opened = await tj.post(newRoute.action, '/handoff/new', walkIn)
  expect(opened.data).toEqual({})
  id = /\/handoff\/([0-9a-f-]{36})\?done=opened/.exec(opened.location ?? '')![1]!
  await asSuperuser(
    `INSERT INTO case_party (id, case_id, kind, scope_key, holder, part, view, from_at, basis) VALUES (gen_random_uuid(), $1, 'handoff', $2, $3, 'pair_helper', 'limited', now() - interval '10 years', '结对帮扶')`,
    [id, OFFICE, helper.id],
  )
}, 120_000)
afterAll(() => setClock(null))

describe('D1-edge-01: somebody stands at the counter without a notice', () => {
  it('is served today: the file is there, with what is due next', async () => {
    const { data } = await read(tj)
    expect(data).toMatchObject({
      view: 'full',
      head: { name: '欧阳建军', state: { code: 'handed_over' } },
      overview: { prison: '白湖监狱', offence: { offence: '盗窃罪', sentenceMonths: 30 } },
    })
    expect(data.view === 'full' && data.work.duties.map((duty) => duty.code).sort()).toEqual(['first_talk', 'register'])
    expect(data.view === 'full' && data.work.steps.map((step) => step.step)).toContain('register')
  })

  it('answers an incomplete form with errors at the fields and everything typed', async () => {
    const answer = await tj.post(newRoute.action, '/handoff/new', { ...walkIn, releasedOn: '', noIdReason: '' })
    expect(answer.status).toBe(422)
    expect(answer.data).toMatchObject({
      lastResult: { initialValue: { name: '欧阳建军' }, error: { releasedOn: ['请填写'] } },
    })
  })

  it('routes a juvenile record to protection and goes on to neutral help (D1-edge-04)', async () => {
    const answer = await tj.post(newRoute.action, '/handoff/new', {
      ...walkIn,
      name: '单小雨',
      birthOn: '2006-03-12',
      juvenileAtOffence: 'yes',
      offenceOn: '2023-05-01',
      sentenceMonths: '12',
    })
    expect(answer.location).toMatch(/^\/support\/[0-9a-f-]{36}\?done=protected$/)
    const page = (await tj.get(list.loader, '/handoff')).data as { data: HandoffListData }
    expect(page.data.count).toBe('1')
  })
})

describe('what a reader sees', () => {
  it('masks contacts until a purpose is given, and logs the showing', async () => {
    const before = await read(tj)
    expect(JSON.stringify(before)).not.toContain('13800000001')
    const without = await tj.post(reveal.action, at('/reveal'), { group: 'contact', purpose: '' }, { id })
    expect(without.status).toBe(422)
    const shown = await tj.post(reveal.action, at('/reveal'), { group: 'contact', purpose: 'contact' }, { id })
    const query = new URL(shown.location!, 'http://x').search
    expect(JSON.stringify(await read(tj, query))).toContain('13800000001')
    expect(await logged('reveal')).toHaveLength(1)
    setClock('2026-11-23T09:03:00+08:00')
    expect(JSON.stringify(await read(tj, query))).not.toContain('13800000001')
    setClock('2026-11-23T09:00:00+08:00')
  })

  it('gives a pair helper name, contact and agreed support, and nothing of the rest', async () => {
    const { data } = await read(helper)
    expect(data.view).toBe('limited')
    const text = JSON.stringify(data)
    expect(text).toContain('13800000001')
    for (const secret of ['盗窃', '白湖', '264', 'AZ-', 'prison', 'offence', 'release'])
      expect(text).not.toContain(secret)
  })

  it('shows the names of one page of the list after a logged request, and of no other page', async () => {
    const masked = (await tj.get(list.loader, '/handoff?order=name')).data as { data: HandoffListData }
    expect(masked.data.rows[0]!.name).toBe('欧阳*军')
    const answer = await tj.post(list.action, '/handoff?order=name', { _intent: 'names', rows: '1' })
    const show = new URL(answer.location!, 'http://x').searchParams.get('show')!
    const shown = (await tj.get(list.loader, `/handoff?order=name&show=${show}`)).data as { data: HandoffListData }
    expect(shown.data.rows[0]!.name).toBe('欧阳建军')
    const other = (await tj.get(list.loader, `/handoff?order=due&show=${show}`)).data as { data: HandoffListData }
    expect(other.data.rows[0]!.name).toBe('欧阳*军')
    expect(await logged('names')).toHaveLength(1)
  })

  it('tells a neighbouring office nothing, on any door', async () => {
    for (const [route, path] of [
      [handoffCase, ''],
      [correctRoute, '/correct'],
      [noteRoute, '/note'],
      [undoRoute, '/undo'],
      [visitRoute, '/visit'],
    ] as const) {
      const answer = await neighbour.get(route.loader, at(path), { id })
      expect(answer.status, path).toBe(404)
    }
    expect((await neighbour.get(stepRoute.loader, at('/step/register'), { id, step: 'register' })).status).toBe(404)
  })
})

describe('a step', () => {
  it('is refused with the reason when the file is elsewhere on its way', async () => {
    const answer = await tj.get(stepRoute.loader, at('/step/no_show'), { id, step: 'no_show' })
    expect(answer.status).toBe(403)
    expect((answer.data as { message: string }).message).toContain('已交接')
  })

  it('asks before a grave one', async () => {
    const answer = await tj.post(
      stepRoute.action,
      at('/step/died'),
      {
        _version: '1',
        diedOn: '2026-11-23',
        'paper.title': '证明',
        'paper.onDay': '2026-11-23',
        'paper.keptAt': '柜1',
      },
      { id, step: 'died' },
    )
    expect(answer.status).toBe(422)
    expect(answer.data).toMatchObject({ lastResult: { error: { sure: ['请核对后勾选确认'] } } })
  })

  it('warns once of beliefs in a visit note, and then takes it', async () => {
    const visit = { type: 'call', onDay: '2026-11-23', reached: 'yes', note: '谈到宗教' }
    expect((await tj.post(visitRoute.action, at('/visit'), visit, { id })).status).toBe(422)
    expect((await tj.post(visitRoute.action, at('/visit'), { ...visit, sure: 'on' }, { id })).location).toBe(
      at('?tab=visits&done=visit'),
    )
  })
})
