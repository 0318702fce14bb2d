import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { correct } from '~/casefile/correct.server'
import { listCases } from '~/casefile/find.server'
import { readCourse } from '~/casefile/timeline.server'
import { toCaseRow } from '~/casefile/load-case.server'
import { actorOf, formOf, inScope, openAt, rowOf, sampleDomain, seedPlaces } from '../support/cases'
import { asSuperuser, testDatabase } from '../support/database'

const domain = sampleDomain()
const worker = actorOf('TJ', '340705001-JO1')
const mend = (id: string, version: number, fields: Record<string, string>, actor = worker) =>
  inScope(actor, (ctx) =>
    correct(domain, ctx, {
      caseId: id,
      version,
      form: formOf({ reason: '原件核对', paper: '身份证复印件', ...fields }),
    }),
  )
async function active() {
  const id = (await openAt('support', '340705001-JO1'))[0]!.id
  await inScope(worker, (ctx) =>
    act(domain, ctx, { caseId: id, step: 'start', version: 1, form: formOf({ startedOn: '2026-11-20' }) }),
  )
  return id
}

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('a correction', () => {
  it('moves the deadlines that follow, and tells the old and the new day', async () => {
    const id = await active()
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-11-05' })).resolves.toEqual({
      label: '开始日期',
      moved: [{ code: 'contact', from: '2026-12-20', to: '2026-12-05' }],
    })
    expect(await rowOf(id)).toMatchObject({ version: 3, state: 'active', next_due_on: '2026-12-05' })
  })

  it('is an event with old, new, reason and paper', async () => {
    const id = await active()
    await mend(id, 2, { field: 'startedOn', value: '2026-11-05' })
    const { entries } = await inScope(worker, async (ctx) =>
      readCourse(domain.kind, ctx, toCaseRow(await ctx.db.caseFile.findUniqueOrThrow({ where: { id } }))),
    )
    expect(entries[0]).toMatchObject({
      step: '$correct',
      label: '更正',
      who: worker.userName,
      input: { field: 'startedOn', old: '2026-11-20', value: '2026-11-05', reason: '原件核对', paper: '身份证复印件' },
    })
    expect(
      await asSuperuser(
        `SELECT 1 FROM case_event WHERE case_id = $1 AND (inputs_enc LIKE '%2026-11-05%' OR inputs_enc LIKE '%核对%')`,
        [id],
      ),
    ).toEqual([])
  })

  it('of the name makes the file found by the new name and by the old no more', async () => {
    const opened = await openAt('support', '340705001-JO1', [
      { person: { idType: 'none', noIdReason: '未提供', name: '旧名字', sex: 'F', birthOn: '1990-01-01' } },
    ])
    const { id, caseNo } = opened[0]!
    await mend(id, 1, { field: 'name', value: '单于燕' })
    const found = (q: string) =>
      inScope(worker, async (ctx) => (await listCases(ctx, 'support', { q })).rows.map((row) => row.caseNo))
    expect(await found('旧名字')).toEqual([])
    for (const q of ['单于', 'chanyu', 'cyy', caseNo]) expect(await found(q), q).toContain(caseNo)
    expect(await rowOf(id)).toMatchObject({ name: '单于燕' })
  })

  it('needs a reason, a paper, a known field and another value', async () => {
    const id = await active()
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-11-05', reason: '' })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { reason: [expect.any(String)] },
    })
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-11-05', paper: ' ' })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { paper: [expect.any(String)] },
    })
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-13-05' })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { value: [expect.any(String)] },
    })
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-11-20' })).rejects.toMatchObject({
      status: 422,
      fieldErrors: { value: [expect.any(String)] },
    })
    for (const field of ['scope_key', 'constructor', '__proto__'])
      await expect(mend(id, 2, { field, value: 'x' })).rejects.toMatchObject({ status: 422 })
    expect(await rowOf(id)).toMatchObject({ version: 2 })
  })

  it('is for those who write, on the present version, of an open file', async () => {
    const id = await active()
    await expect(mend(id, 1, { field: 'startedOn', value: '2026-11-05' })).rejects.toMatchObject({ status: 409 })
    await expect(
      mend(id, 2, { field: 'startedOn', value: '2026-11-05' }, actorOf('TH', '340705001-JO1')),
    ).rejects.toMatchObject({ status: 403 })
    await expect(
      mend(id, 2, { field: 'startedOn', value: '2026-11-05' }, actorOf('TJ', '340705002-JO1')),
    ).rejects.toMatchObject({ status: 404 })
    await asSuperuser(`UPDATE case_file SET state = 'ended' WHERE id = $1`, [id])
    await expect(mend(id, 2, { field: 'startedOn', value: '2026-11-05' })).rejects.toMatchObject({ status: 403 })
  })

  it('of two at the same moment one wins', async () => {
    const id = await active()
    const both = await Promise.allSettled([
      mend(id, 2, { field: 'startedOn', value: '2026-11-05' }),
      mend(id, 2, { field: 'startedOn', value: '2026-11-06' }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } })
  })
})
