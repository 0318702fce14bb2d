import { beforeAll, describe, expect, it } from 'vitest'
import { joinSamePerson } from '~/casefile/join.server'
import { actorOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const join = (caseId: string, otherNo: string, actor = worker, reason = '证件号码一致') =>
  inScope(actor, (ctx) => joinSamePerson(domain, ctx, { caseId, otherNo, reason }))
const two = async () => (await openAt('support', '340705001-JO1', [{}, {}])) as unknown as [Given, Given]
type Given = { id: string; caseNo: string }

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('two files of one person', () => {
  it('the later one is closed, has no duties left and points to the one that stays', async () => {
    const [kept, other] = await two()
    await join(kept.id, ` ${other.caseNo.toLowerCase()} `)
    const stays = await rowOf(kept.id)
    expect(await rowOf(other.id)).toMatchObject({
      state: 'opened_in_error',
      closed_on: '2026-11-23',
      continues_id: kept.id,
      person_id: stays.person_id,
      next_due_on: '9999-12-31',
      version: 2,
    })
    expect(stays).toMatchObject({ state: 'begun', version: 1, next_due_on: '2026-11-30' })
    expect(await asSuperuser(`SELECT code, outcome FROM task WHERE case_id = $1`, [other.id])).toEqual([
      { code: 'begin', outcome: 'superseded' },
    ])
    const steps = (id: string) => asSuperuser('SELECT step FROM case_event WHERE case_id = $1 ORDER BY seq', [id])
    expect(await steps(kept.id)).toEqual([{ step: 'open' }, { step: '$join' }])
    expect(await steps(other.id)).toEqual([{ step: 'open' }, { step: '$joined' }])
  })

  it('must both be there, different, open, of one unit and in scope', async () => {
    const [kept, other] = await two()
    const [far] = await openAt('support', '340705002-JO1')
    const field = { status: 422, fieldErrors: { otherNo: [expect.any(String)] } }
    await expect(join(kept.id, kept.caseNo)).rejects.toMatchObject(field)
    await expect(join(kept.id, 'SY-340705-2026-99999')).rejects.toMatchObject(field)
    await expect(join(kept.id, far!.caseNo)).rejects.toMatchObject(field)
    await expect(join(kept.id, far!.caseNo, actorOf('JC', '340705-JB1'))).rejects.toMatchObject({
      fieldErrors: { otherNo: [expect.stringContaining('不在同一单位')] },
    })
    await expect(join(kept.id, other.caseNo, actorOf('TJ', '340705002-JO1'))).rejects.toMatchObject({ status: 422 })
    await expect(join(kept.id, other.caseNo, worker, '  ')).rejects.toMatchObject({
      status: 422,
      fieldErrors: { reason: [expect.any(String)] },
    })
    await expect(join(kept.id, other.caseNo, actorOf('TH', '340705001-JO1'))).rejects.toMatchObject({ status: 403 })
    await join(kept.id, other.caseNo)
    await expect(join(kept.id, other.caseNo)).rejects.toMatchObject(field)
    await expect(join(other.id, kept.caseNo)).rejects.toMatchObject({ status: 403 })
  })

  it('joined both ways at the same moment: one way wins, no file is lost', async () => {
    const [a, b] = await two()
    const both = await Promise.allSettled([join(a.id, b.caseNo), join(b.id, a.caseNo)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect([(await rowOf(a.id)).state, (await rowOf(b.id)).state].sort()).toEqual(['begun', 'opened_in_error'])
  })
})
