import { beforeAll, describe, expect, it } from 'vitest'
import { setScope } from '~/access/scope.server'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { reliefDibao, reliefTemp } from '~/domains/relief/domain.server'
import { reliefFacts } from '~/domains/relief/facts.server'
import { transaction } from '~/lib/transaction.server'
import { actorOf, asWorker, at, brokenChains, inScope, rowOf } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import {
  authorised,
  awards,
  BUDGET,
  confirm,
  means,
  notices,
  open,
  openTasks,
  own,
  seedTown,
  state,
  surveyBy,
  take,
  toProposed,
  type Town,
} from './town'

let town: Town
const grant = { budgetCode: BUDGET, checked: 'on' }
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
}, 60_000)

const bySystem = (id: string, step: string) =>
  asWorker(async (db) => {
    const { kind } = await rowOf(id)
    const file = await lockCase(db, kind as string, id)
    const domain = kind === 'relief_temp' ? reliefTemp : reliefDibao
    await applyStep(db, domain, { file, step, input: {}, hand: SYSTEM, at: new Date('2026-12-10T09:00:00+08:00') })
  })

describe('临时救助, the ordinary route', () => {
  it('goes from the counter to the bank by four hands', async () => {
    const id = await toProposed(town, 'relief_temp')
    expect(await own(id)).toMatchObject({ proposed_fen: 62_000, standard_fen: 31_000, factor_tenths: 20, persons: 1 })
    const [notice] = await notices(id)
    expect(notice).toMatchObject({ type: 'proposed', to_on: '2026-11-26', text: { amountFen: 62_000, persons: 1 } })
    expect(JSON.stringify(notice!.text)).not.toContain('赵小困')
    await expect(take(town.CA, id, 'decide', grant)).rejects.toThrow('公示到 2026-11-26')
    const after = at(town.CA, '2026-11-27T09:00:00+08:00')
    await expect(take(after, id, 'decide', { ...grant, budgetCode: 'other' })).rejects.toMatchObject({ status: 422 })
    await take(after, id, 'decide', grant)
    expect(await state(id)).toBe('decided')
    expect(await awards(id)).toEqual([{ part: 'once', amount_fen: 62_000, state: 'unpaid', due_on: '2026-11-27' }])
    expect((await notices(id)).map((one) => [one.type, one.down])).toEqual([
      ['proposed', '已作出决定'],
      ['decided', null],
    ])
    expect(await openTasks(id)).toEqual({ pay: '2026-12-11' })
    await bySystem(id, 'start_paying')
    await bySystem(id, 'paid_up')
    expect(await state(id)).toBe('closed')
    expect(await openTasks(id)).toEqual({})
  })

  it('is decided by the day counted from acceptance, and from the papers that came later', async () => {
    const id = await open(town.CC, 'relief_temp')
    expect(await openTasks(id)).toEqual({ survey: '2026-11-26', decide: '2026-12-14' })
    await take(town.CC, id, 'ask_supplement', { items: '诊断证明\n户口簿' })
    expect(await openTasks(id)).toEqual({ supplement: '2026-12-07' })
    await take(at(town.CC, '2026-11-30T09:00:00+08:00'), id, 'supplemented', { onDay: '2026-11-30' })
    expect(await openTasks(id)).toEqual({ survey: '2026-12-03', decide: '2026-12-21' })
  })

  it('stops at the cap, and goes on as 一事一议 with minutes of three', async () => {
    const id = await open(town.CC, 'relief_temp')
    await take(town.CC, id, 'start_check', { ...authorised, route: 'standard' })
    await take(town.CC, id, 'survey', surveyBy(town.CC, town.CC2))
    await expect(take(town.CK, id, 'propose', { factor: '2', period: 'once' })).rejects.toThrow('收入和财产核对')
    await take(town.CK, id, 'check_means', means('0'))
    await expect(take(town.CK, id, 'propose', { factor: '7', period: 'once' })).rejects.toMatchObject({
      fieldErrors: { factor: [expect.stringContaining('1,860.00')] },
    })
    const other = await open(town.CC, 'relief_temp')
    await take(town.CC, other, 'start_check', { ...authorised, route: 'case_by_case' })
    await take(town.CC, other, 'survey', surveyBy(town.CC, town.CC2))
    await take(town.CK, other, 'check_means', means('0'))
    const proposal = { factor: '9', period: 'staged', stages: '3', minutesOn: '2026-11-23' }
    await expect(take(town.CK, other, 'propose', { ...proposal, minutesMembers: '2' })).rejects.toMatchObject({
      status: 422,
    })
    await take(town.CK, other, 'propose', { ...proposal, minutesMembers: '3' })
    expect(await notices(other)).toEqual([])
    await take(town.CA, other, 'decide', grant)
    expect((await awards(other)).map((one) => [one.part, one.amount_fen])).toEqual([
      ['stage-1', 93_000],
      ['stage-2', 93_000],
      ['stage-3', 93_000],
    ])
  })
})

describe('refusal, objection, review', () => {
  it('is written with reasons, told, looked at again by another approver', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(town.CA, id, 'refuse', { code: 'income', reason: '人均收入超过标准' })
    expect(await state(id)).toBe('refused')
    expect(await openTasks(id)).toEqual({ tell_refusal: '2026-11-26' })
    await take(town.CC, id, 'tell', { onDay: '2026-11-23', how: '当面' })
    expect(await openTasks(id)).toEqual({ close_refused: '2027-01-22' })
    await take(town.CC, id, 'object', { source: 'applicant', receivedAt: '2026-11-23T11:00', claim: '收入算错了' })
    expect(await openTasks(id)).toEqual({ review: '2026-12-21' })
    await expect(take(town.CA, id, 'review_grant', { answer: '成立', budgetCode: BUDGET })).rejects.toThrow('另一位')
    await take(town.CA2, id, 'review_grant', { answer: '成立', budgetCode: BUDGET })
    expect(await own(id)).toMatchObject({ decision: 'granted', reversed: true, review_count: 1, decided_fen: 62_000 })
    expect((await awards(id)).map((one) => one.state)).toEqual(['unpaid'])
  })

  it('pays nothing while a grant is looked at again, and pays once after', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(at(town.CA, '2026-11-27T09:00:00+08:00'), id, 'decide', grant)
    const later = at(town.CC, '2026-11-28T09:00:00+08:00')
    await take(later, id, 'object', { source: 'public', receivedAt: '2026-11-28T08:00', claim: '有车' })
    expect((await awards(id)).map((one) => one.state)).toEqual(['stopped'])
    await take(at(town.CA2, '2026-11-29T09:00:00+08:00'), id, 'review_grant', { answer: '不成立', budgetCode: BUDGET })
    expect((await awards(id)).map((one) => one.state).sort()).toEqual(['stopped', 'unpaid'])
    expect(await own(id)).toMatchObject({ reversed: false })
  })

  it('is too late after sixty days, and says what is left', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(town.CA, id, 'refuse', { code: 'income', reason: '超过标准' })
    await take(town.CC, id, 'tell', { onDay: '2026-11-23', how: '当面' })
    const late = at(town.CC, '2027-01-23T09:00:00+08:00')
    await expect(
      take(late, id, 'object', { source: 'applicant', receivedAt: '2027-01-23T00:10', claim: '不服' }),
    ).rejects.toMatchObject({ fieldErrors: { receivedAt: [expect.stringContaining('行政诉讼')] } })
  })
})

describe('低保', () => {
  it('counts the household, posts seven days, pays from next month by the formula', async () => {
    const household = [
      { name: '钱一', relation: 'spouse', ability: 'able', income: '0' },
      { name: '钱二', relation: 'child', ability: 'pupil' },
      { name: '钱三', relation: 'child', ability: 'able', income: '9999', notCounted: 'in_custody' },
    ]
    const id = await toProposed(town, 'relief_dibao', { members: household })
    expect(await own(id)).toMatchObject({ persons: 3, proposed_fen: 33_000, proposed_period: 'monthly' })
    expect((await notices(id))[0]).toMatchObject({ to_on: '2026-11-30' })
    await take(at(town.CA, '2026-12-01T09:00:00+08:00'), id, 'decide', grant)
    expect(await awards(id)).toEqual([{ part: '2027-01', amount_fen: 33_000, state: 'unpaid', due_on: '2027-01-10' }])
    await bySystem(id, 'start_paying')
    expect((await openTasks(id)).recheck).toBe('2027-06-01')
  })

  it('is cut only after the person was heard, and ended gradually after a job', async () => {
    const id = await toProposed(town, 'relief_dibao')
    await asSuperuser(`UPDATE relief_notice SET taken_down_at = now(), taken_down_why = '测试' WHERE case_id = $1`, [
      id,
    ])
    await take(town.CK, id, 'back_to_check', { reason: '重新核对' })
    await take(town.CK, id, 'check_means', means('100.00'))
    await take(town.CK, id, 'propose', { recheckClass: 'half' })
    await take(at(town.CA, '2026-12-01T09:00:00+08:00'), id, 'decide', grant)
    await bySystem(id, 'start_paying')
    const CA = at(town.CA, '2027-01-05T09:00:00+08:00')
    const CC = at(town.CC, '2027-01-05T08:00:00+08:00')
    const less = { from: '2027-01-01', reason: '收入增加' }
    const recheck = { onDay: '2027-01-03', income: '230.00', recheckClass: 'half', note: '打零工' }
    const CK = at(town.CK, '2027-01-03T09:00:00+08:00')
    await expect(take(CK, id, 'recheck', { ...recheck, result: 'keep' })).rejects.toMatchObject({ status: 422 })
    await take(CK, id, 'recheck', { ...recheck, result: 'change' })
    await confirm(at(town.CA, '2027-01-03T10:00:00+08:00'), id, 'recheck')
    await expect(take(CA, id, 'adjust', less)).rejects.toThrow('听取本人意见')
    await take(CC, id, 'hear', { onDay: '2027-01-04', said: '同意' })
    await take(CA, id, 'adjust', less)
    expect((await awards(id)).map((one) => [one.part, one.amount_fen, one.state]).sort()).toEqual([
      ['2027-01', 10_000, 'unpaid'],
      ['2027-01', 21_000, 'stopped'],
    ])
    await take(CA, id, 'resume_paying', { servedOn: '2027-01-05' })
    await take(CC, id, 'hear', { onDay: '2027-01-05', said: '找到工作了' })
    const job = { cause: 'employed', reportedOn: '2027-01-05', reason: '就业' }
    await expect(take(CA, id, 'end', { ...job, from: '2027-02-01' })).rejects.toMatchObject({
      fieldErrors: { from: [expect.stringContaining('2027-08-01')] },
    })
    await take(CA, id, 'end', { ...job, from: '2027-08-01' })
    expect(await state(id)).toBe('ended')
    const claim = { from: '2026-12-01', to: '2027-01-01', onDay: '2027-01-05', amount: '1' }
    await expect(take(CA, id, 'recovered', claim)).rejects.toThrow('不追回')
  })

  it('refuses in words when the formula gives nothing', async () => {
    const id = await open(town.CC, 'relief_dibao')
    await take(town.CC, id, 'start_check', authorised)
    await take(town.CC, id, 'survey', surveyBy(town.CC, town.CC2))
    await take(town.CK, id, 'check_means', means('310.00'))
    await expect(take(town.CK, id, 'propose', { recheckClass: 'half' })).rejects.toThrow('应保金额为 0')
  })

  it('takes no income below zero', async () => {
    const id = await open(town.CC, 'relief_dibao')
    await take(town.CC, id, 'start_check', authorised)
    await expect(take(town.CK, id, 'check_means', means('-1'))).rejects.toMatchObject({ status: 422 })
  })
})

describe('what nobody can do', () => {
  it('one person takes two hands on one file, whatever the post', async () => {
    const id = await open(town.CC, 'relief_temp')
    const both = actorOf('CK', '340705-CA1', { postId: town.CK.postId, userId: town.CC.userId })
    await take(town.CC, id, 'start_check', { ...authorised, route: 'standard' })
    await expect(take(both, id, 'check_means', means('0'))).rejects.toMatchObject({ status: 403 })
  })

  it('a payment is changed or invented past the verbs', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(at(town.CA, '2026-11-27T09:00:00+08:00'), id, 'decide', grant)
    const sql = (text: string) => inScope(town.CA, ({ db }) => db.$executeRawUnsafe(text))
    await expect(sql(`UPDATE relief_award SET amount_fen = 1 WHERE case_id = '${id}'`)).rejects.toThrow('frozen')
    await expect(sql(`UPDATE relief_award SET state = 'paid' WHERE case_id = '${id}'`)).rejects.toThrow()
    await expect(
      sql(
        `INSERT INTO relief_award SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* FROM relief_award a WHERE case_id = '${id}'`,
      ),
    ).rejects.toThrow()
    await expect(
      inScope(town.CC, ({ db }) =>
        db.$executeRawUnsafe(`INSERT INTO relief_award (id, case_id, kind, scope_key, benefit_type, decision_no, part, amount_fen, due_on, payee_name_enc, payee_relation, budget_code, state_at, decided_user, decided_on, created_at)
        VALUES (gen_random_uuid(), '${id}', 'relief_temp', '340705001-CW1', 'temp_relief', 'X', 'x', 1, '2026-12-01', '', 'self', '', now(), '${town.CC.userId}', '2026-12-01', now())`),
      ),
    ).rejects.toThrow('by a decision alone')
  })

  it('another town’s clerk sees nothing of it', async () => {
    const id = await open(town.CC, 'relief_temp')
    const other = actorOf('CC', '340705002-CW1')
    await expect(take(other, id, 'start_check', { ...authorised, route: 'standard' })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('timelines verify', async () => expect(await brokenChains()).toEqual([]))
})

describe('the ends', () => {
  it('withdrawn by the person: nothing more is due', async () => {
    const id = await open(town.CC, 'relief_temp')
    await take(town.CC, id, 'withdrawn', { onDay: '2026-11-23' })
    expect(await state(id)).toBe('withdrawn')
  })
  it('died: what was due and not under way stops, by a second hand', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(at(town.CA, '2026-11-27T09:00:00+08:00'), id, 'decide', grant)
    const CC = at(town.CC, '2026-11-28T09:00:00+08:00')
    await take(CC, id, 'died', {
      diedOn: '2026-11-27',
      'paper.title': '死亡证明',
      'paper.onDay': '2026-11-27',
      'paper.keptAt': '一号柜',
    })
    await confirm(at(town.CK, '2026-11-28T10:00:00+08:00'), id, 'died')
    expect(await state(id)).toBe('died')
    expect((await awards(id)).map((one) => one.state)).toEqual(['stopped'])
  })
})

describe('the facts of a file, whose plan a connection keeps', () => {
  it('are given to who sees the file and to nobody else, one after the other', async () => {
    const id = await open(town.CC, 'relief_temp')
    const stranger = actorOf('CC', '340711100-CW1', { postId: '00000000-0000-7000-8000-0000000000f1' })
    const seen = (actor: typeof stranger) =>
      transaction(async (db) => {
        await setScope(db, actor)
        const [{ pid }] = (await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`) as [{ pid: number }]
        return { pid, ids: [...(await reliefFacts(db, [id])).keys()] }
      })
    const looks = [await seen(town.CC), await seen(stranger), await seen(town.CA), await seen(stranger)]
    expect(looks.map(({ ids }) => ids)).toEqual([[id], [], [id], []])
    expect(new Set(looks.map(({ pid }) => pid)).size).toBe(1)
  })
})
