import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/access/actor'
import { act } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { loadCase } from '~/casefile/load-case.server'
import { openCases } from '~/casefile/open.server'
import { readCase } from '~/casefile/read.server'
import { listReferrals } from '~/casefile/referrals/list-referrals.server'
import { readReferralPage } from '~/casefile/referrals/referral.view.server'
import { takeReferralAction } from '~/casefile/referrals/take-referral-action.server'
import { verifyChain } from '~/casefile/timeline.server'
import { domains, receivers } from '~/domains'
import { handoff } from '~/domains/handoff/domain.server'
import { freshFacts } from '~/domains/handoff/facts'
import { actorOf, at, formOf, inScope, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const OFFICE = '340705001-JO1'
const THERE = '340706001-JO1'
const [tj, ja] = [actorOf('TJ', OFFICE), actorOf('JA', '340705-JB1')]
const [jc, other] = [actorOf('JC', '340706-JB1'), actorOf('JC', '340706-JB1')]

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

let n = 0
/** A file in help, sent to the next county: proposed at the office, confirmed at the bureau. */
async function sent(): Promise<{ caseId: string; id: string }> {
  const birthOn = '1988-03-02'
  const idNo = `340799198803${String(++n).padStart(6, '0')}`
  const facts = freshFacts({
    state: 'in_help',
    openedOn: '2026-03-01',
    sex: 'M',
    birthOn,
    sourceType: 'prison',
    scopeKey: OFFICE,
    helpStartOn: '2026-03-01',
    helpEndOn: '2031-03-01',
    supportLevel: 'B',
    helpStartedOn: '2026-03-01',
  })
  const [file] = await inScope(tj, (ctx) =>
    openCases(handoff, ctx, [
      {
        step: 'legacy',
        scopeKey: OFFICE,
        state: 'in_help',
        openedOn: '2026-03-01',
        lawfulBasis: 'statutory_duty',
        person: { idType: 'resident', idNo, name: '欧阳春', sex: 'M', birthOn },
        hujiCode: '340705',
        residenceCode: '340705001',
        contacts: [
          { what: 'phone', value: '13800000001' },
          { what: 'address', value: '旧地址' },
          { what: 'phone', relation: 'spouse', name: '李兰', value: '13800000002' },
        ],
        rows: {
          handoff_file: [
            {
              source_type: 'prison',
              prison_name: '白湖监狱',
              key_category: ['no_home'],
              needs: ['job'],
              insurance_status: [],
              released_on: '2026-03-01',
              help_start_on: '2026-03-01',
              help_end_on: '2031-03-01',
              support_level: 'B',
              placement_type: 'employed',
              placed_on: '2026-05-01',
            },
          ],
          handoff_offence: [{ offence_code: '264', sentence_months: 30, juvenile_at_offence: false }],
          handoff_placement: [
            { id: crypto.randomUUID(), type: 'employed', placed_on: '2026-05-01', evidence: '劳动合同' },
          ],
          handoff_measure: [
            {
              id: crypto.randomUUID(),
              type: 'training',
              referred_on: '2026-04-01',
              result: '结业',
              result_on: '2026-04-20',
            },
            { id: crypto.randomUUID(), type: 'loan', referred_on: '2026-11-02', result: null, result_on: null },
          ],
        },
        facts,
        due: [],
        input: {},
      },
    ]),
  )
  const caseId = file!.id
  const form = formOf({ toUnit: '340706-JB1', reason: '到邻县务工', address: '新地址 8 号' })
  await inScope(tj, (ctx) => act(domains.handoff, ctx, { caseId, step: 'transfer', version: 1, form }))
  await inScope(ja, async (ctx) => {
    const proposal = await ctx.db.proposal.findFirstOrThrow({ where: { caseId } })
    await decide(domains.handoff, ctx, { proposalId: proposal.id, accept: true })
  })
  const [row] = await asSuperuser<{ id: string }>(`SELECT id FROM referral WHERE from_case_id = $1`, [caseId])
  return { caseId, id: row!.id }
}
const take = (actor: Actor, id: string, fields: Record<string, string>) =>
  inScope(actor, (ctx) => takeReferralAction(domains, receivers, ctx, id, formOf(fields)))
const accept = (actor: Actor, id: string, townUnit = THERE) => take(actor, id, { _intent: 'open', townUnit })
const openDuties = async (caseId: string) =>
  (
    await asSuperuser<{ code: string }>('SELECT code FROM task WHERE case_id = $1 AND done_at IS NULL ORDER BY code', [
      caseId,
    ])
  ).map((row) => row.code)
const whole = (actor: Actor, caseId: string) =>
  inScope(actor, async (ctx) => verifyChain(ctx.db, await loadCase(ctx.db, 'handoff', caseId)))

describe('a transfer between counties', () => {
  test('shows the receiver the file as it was frozen, with the office to choose; nobody else sees it', async () => {
    const { id, caseId } = await sent()
    const page = await inScope(jc, (ctx) => readReferralPage(domains, receivers, ctx, id))
    expect(page.preview!.facts).toContainEqual({ label: '姓名', value: '欧阳春' })
    expect(page.preview!.facts).toContainEqual({ label: '帮教期', value: '2026年3月1日至2031年3月1日' })
    expect(page.preview!.facts).toContainEqual({ label: '安置情况', value: '就业（2026年5月1日），劳动合同' })
    expect(page.preview!.facts).toContainEqual({
      label: '帮扶措施',
      value: '技能培训（2026年4月1日，结业）；创业担保贷款（2026年11月2日，尚无结果）',
    })
    expect(page.preview!.choices[0]!.options).toEqual([{ value: THERE, label: `单位${THERE}` }])
    expect(page.may).toEqual({ open: true, accept: false, answer: false, return: true, chase: false, withdraw: false })
    expect(page.file).toBeNull()
    await expect(inScope(jc, (ctx) => readCase(ctx, 'handoff', caseId, ['outline']))).rejects.toMatchObject({
      status: 404,
    })
    const head = await inScope(actorOf('JA', '340706-JB1'), (ctx) => readReferralPage(domains, receivers, ctx, id))
    expect(head).toMatchObject({ may: { open: false, return: false }, waiting: '这件转介由县司法局经办人接收或退回。' })
    await expect(
      inScope(actorOf('TJ', THERE), (ctx) => readReferralPage(domains, receivers, ctx, id)),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('accepted: a file of the receiver’s own continues the old one, which is closed and stays readable at the sender', async () => {
    const { id, caseId } = await sent()
    const href = await accept(jc, id)
    const newId = href.replace('/handoff/', '').replace('?done=transfer_in', '')
    const [old, opened] = [await rowOf(caseId), await rowOf(newId)]
    expect(old).toMatchObject({ state: 'closed', closed_on: '2026-11-23', scope_key: OFFICE })
    expect(opened).toMatchObject({
      state: 'registered',
      scope_key: THERE,
      continues_id: caseId,
      person_id: old.person_id,
      name: '欧阳春',
    })
    const [own] = await asSuperuser<Record<string, unknown>>(
      'SELECT to_jsonb(h) AS own FROM handoff_file h WHERE case_id = $1',
      [newId],
    )
    expect(own!.own).toMatchObject({
      help_start_on: '2026-03-01',
      help_end_on: '2031-03-01',
      released_on: '2026-03-01',
      key_category: ['no_home'],
      must_pickup: true,
      placement_type: 'employed',
      responsible_town: '340706001',
    })
    expect(
      await asSuperuser('SELECT offence_code, sentence_months FROM handoff_offence WHERE case_id = $1', [newId]),
    ).toEqual([{ offence_code: '264', sentence_months: 30 }])
    expect(
      await asSuperuser('SELECT type, result FROM handoff_measure WHERE case_id = $1 ORDER BY referred_on', [newId]),
    ).toEqual([
      { type: 'training', result: '结业' },
      { type: 'loan', result: null },
    ])
    expect(await asSuperuser('SELECT type, evidence FROM handoff_placement WHERE case_id = $1', [newId])).toEqual([
      { type: 'employed', evidence: '劳动合同' },
    ])
    expect(await openDuties(caseId)).toEqual([])
    const page = await inScope(at(ja, '2026-12-15T09:00:00+08:00'), (ctx) =>
      readReferralPage(domains, receivers, ctx, id),
    )
    expect(page).toMatchObject({ state: { label: '已接收', tone: 'done' }, may: { chase: false, withdraw: false } })
    expect((await inScope(jc, (ctx) => listReferrals(ctx, { box: 'in-done' }))).rows.map((row) => row.id)).toContain(id)
    expect((await inScope(jc, (ctx) => listReferrals(ctx, { box: 'in' }))).rows.map((row) => row.id)).not.toContain(id)
    expect(await openDuties(newId)).toEqual(expect.arrayContaining(['agreement', 'benefit_screen', 'measure_result']))
    expect(await whole(tj, caseId)).toBeNull()
    expect(await whole(jc, newId)).toBeNull()

    await inScope(tj, (ctx) => readCase(ctx, 'handoff', caseId, ['outline']))
    await expect(
      inScope(tj, (ctx) =>
        act(domains.handoff, ctx, { caseId, step: 'send_file', version: Number(old.version), form: formOf({}) }),
      ),
    ).rejects.toMatchObject({ status: 403 })
    await expect(inScope(tj, (ctx) => readCase(ctx, 'handoff', newId, ['outline']))).rejects.toMatchObject({
      status: 404,
    })
    await expect(inScope(jc, (ctx) => readCase(ctx, 'handoff', caseId, ['outline']))).rejects.toMatchObject({
      status: 404,
    })
  })

  test('accepted twice at once: exactly one file is opened', async () => {
    const { id, caseId } = await sent()
    const both = await Promise.allSettled([accept(jc, id), accept(other, id)])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')!.reason).toMatchObject({ status: 409 })
    expect(await asSuperuser('SELECT 1 FROM case_file WHERE continues_id = $1', [caseId])).toHaveLength(1)
    await expect(accept(jc, id)).rejects.toMatchObject({ status: 409 })
    await expect(take(jc, id, { _intent: 'return', text: '后悔' })).rejects.toMatchObject({ status: 409 })
    expect((await rowOf(caseId)).state).toBe('closed')
  })

  test('refused with a reason: the file goes on in help at the sender, who may transfer it again', async () => {
    const { id, caseId } = await sent()
    await expect(take(jc, id, { _intent: 'return', text: '' })).rejects.toMatchObject({ status: 422 })
    await take(jc, id, { _intent: 'return', text: '本人未在本县居住' })
    expect(await rowOf(caseId)).toMatchObject({ state: 'in_help', closed_on: null, scope_key: OFFICE })
    expect(await openDuties(caseId)).not.toContain('transfer_file')
    expect(await asSuperuser('SELECT 1 FROM case_file WHERE continues_id = $1', [caseId])).toHaveLength(0)
    expect(await whole(tj, caseId)).toBeNull()
    const page = await inScope(tj, (ctx) => readReferralPage(domains, receivers, ctx, id))
    expect(page).toMatchObject({ state: { label: '已退回' }, answer: { text: '本人未在本县居住' } })
  })

  test('needs an office of the receiver’s own county', async () => {
    const { id, caseId } = await sent()
    for (const code of ['', OFFICE, '340706-JB1', 'x'])
      await expect(accept(jc, id, code), code).rejects.toMatchObject({ status: 422 })
    expect((await rowOf(caseId)).state).toBe('transferred')
    await expect(take(jc, id, { _intent: 'accept' })).rejects.toMatchObject({ status: 422 })
    await expect(take(jc, id, { _intent: 'answer', text: '好' })).rejects.toMatchObject({ status: 422 })
  })

  test('withdrawn by the sender: the file goes on, the receiver is too late', async () => {
    const { id, caseId } = await sent()
    await take(ja, id, { _intent: 'withdraw', text: '本人不去了' })
    expect(await rowOf(caseId)).toMatchObject({ state: 'in_help' })
    await expect(accept(jc, id)).rejects.toMatchObject({ status: 409 })
    expect(await whole(tj, caseId)).toBeNull()
  })
})
