import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '~/access/actor'
import type { ReferralType } from '~/access/policy'
import { deskCounts } from '~/casefile/desk/count-desk.server'
import { listDuties } from '~/casefile/desk/list-duties.server'
import { loadCase } from '~/casefile/load-case.server'
import { readReferralPage } from '~/casefile/referrals/referral.view.server'
import { sendReferral } from '~/casefile/referrals/send-referral.server'
import { takeReferralAction } from '~/casefile/referrals/take-referral-action.server'
import { readCourse } from '~/casefile/timeline.server'
import { referralTypes } from '~/casefile/referrals/referral-types'
import { domains, receivers } from '~/domains'
import { decrypt } from '~/lib/crypto.server'
import { actorOf, at, formOf, inScope, openAt, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const OFFICE = '340705001-JO1'
const VILLAGE = '340705001001-VC1'
const tj = actorOf('TJ', OFFICE)
const cd = actorOf('CD', VILLAGE)
const hr = actorOf('HR', '340705-HR1')
const jc = actorOf('JC', '340705-JB1')
const stranger = actorOf('TJ', '340706001-JO1')

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
})

/** Whose file a referral of a type goes out from: a child's village asks for school aid, a justice office for the rest. */
const senderOf = (type: ReferralType) =>
  type === 'school_aid'
    ? ({ kind: 'child', unit: VILLAGE, state: 'in_care', hand: cd } as const)
    : ({ kind: 'handoff', unit: OFFICE, state: 'in_help', hand: tj } as const)

/** `consent`: what the person agreed to, on paper; false: nothing. */
async function send(
  type: ReferralType,
  toKey: string,
  fields: Record<string, string>,
  consent: readonly string[] | false = ['training', 'school_aid'],
) {
  const { kind, unit, state, hand } = senderOf(type)
  const [file] = await openAt(kind, unit, [{ due: [], state }])
  const consentId = '0190f000-0000-7000-8000-' + String(Math.floor(Math.random() * 1e12)).padStart(12, '0')
  await asSuperuser(
    `INSERT INTO consent (id, case_id, kind, scope_key, signer, capacity, scope, recipients, text_version, text_hash, method, signed_on, kept_at)
     SELECT $2, id, kind, scope_key, name, 'self', $3, '{}', 'v', 'h', 'paper', '2026-11-20', '档案柜 2' FROM case_file WHERE id = $1`,
    [file!.id, consentId, consent || []],
  )
  const sent = await inScope(hand, async (ctx) =>
    sendReferral(ctx, await loadCase(ctx.db, kind, file!.id), {
      type,
      toKey,
      fields,
      ...(consent && { consentId }),
    }),
  )
  return { id: sent.id, dueOn: sent.dueOn, caseId: file!.id, caseNo: file!.caseNo }
}
const act = (actor: Actor, id: string, intent: string, text = '') =>
  inScope(actor, (ctx) => takeReferralAction(domains, receivers, ctx, id, formOf({ _intent: intent, text })))
const page = (actor: Actor, id: string) => inScope(actor, (ctx) => readReferralPage(domains, receivers, ctx, id))
const stateOf = async (id: string) =>
  (await asSuperuser<{ state: string }>('SELECT state FROM referral WHERE id = $1', [id]))[0]!.state
const LATE = '2026-12-15T09:00:00+08:00'

describe('a referral', () => {
  test('holds only what its type sends: no offence, no origin; the due date says why', async () => {
    const { id, dueOn } = await send('job', '340705-HR1', { name: '王小明', skill: '电焊', wish: '本地就业' })
    expect(dueOn).toBe('2026-12-07')
    const seen = await page(hr, id)
    expect(seen.sent.map((row) => row.label)).toEqual(['姓名', '技能特长', '求职或培训意愿'])
    expect(seen.why).toContain('10')
    expect(seen).toMatchObject({
      file: null,
      may: { accept: true, answer: true, return: true, chase: false, withdraw: false, open: false },
    })
    expect(JSON.stringify(seen)).not.toMatch(/Enc|释放|安置帮教|handoff/)
    await expect(send('job', '340705-HR1', { name: '王小明', need: '罪名' })).rejects.toMatchObject({ status: 422 })
    await expect(send('job', '340705-HR1', { name: '王小明' }, false)).rejects.toMatchObject({ status: 422 })
  })

  test('for a child’s schooling stands on the guardian’s consent to just that', async () => {
    const said = { name: '周小禾', need: '寄宿生活费有困难' }
    for (const other of [false, ['call', 'pairing']] as const)
      await expect(send('school_aid', '340705001-SC1', said, other)).rejects.toMatchObject({ status: 422 })
    expect((await send('school_aid', '340705001-SC1', said, ['school_aid'])).id).toBeTruthy()
  })

  test.each(Object.entries(referralTypes).filter(([, decl]) => decl.never))(
    '%s stores nothing of what 4.13 never sends',
    async (name, decl) => {
      const type = name as ReferralType
      const to = {
        hr_bureau: '340705-HR1',
        civil_window: '340705001-CW1',
        halfway_house: '3407-HH1',
        school: '340705001-SC1',
      }[decl.to[0] as string]!
      const texts = decl.fields.filter((field) => !['name', 'sex', 'phone', 'date', 'proof'].includes(field))
      expect(texts.length).toBeGreaterThan(0)
      const good = Object.fromEntries(decl.fields.map((field) => [field, field === 'date' ? '2026-12-01' : '需要帮助']))
      for (const field of texts)
        for (const word of decl.never!)
          await expect(send(type, to, { ...good, [field]: `因${word}困难` })).rejects.toMatchObject({
            status: 422,
            fieldErrors: { [field]: [expect.stringContaining(word)] },
          })
      const { id } = await send(type, to, good)
      const [row] = await asSuperuser<{ row: Record<string, string> }>(
        'SELECT to_jsonb(r) AS row FROM referral r WHERE id = $1',
        [id],
      )
      const payload = decrypt(row!.row.fields_enc!, `referral:${id}`)
      expect(Object.keys(JSON.parse(payload).fields).sort()).toEqual([...decl.fields].sort())
      for (const word of decl.never!) expect(payload + String(row!.row.subject)).not.toContain(word)
    },
  )

  test('is accepted and answered; the sender reads the answer and its file has both events', async () => {
    const { id, caseId } = await send('job', '340705-HR1', { name: '王小明' })
    await act(hr, id, 'accept')
    await expect(act(hr, id, 'accept')).rejects.toMatchObject({ status: 409 })
    await expect(act(hr, id, 'answer')).rejects.toMatchObject({
      status: 422,
      fieldErrors: { text: ['请填写办理结果'] },
    })
    await act(hr, id, 'answer', '已推荐到顺达物流')
    expect(await page(tj, id)).toMatchObject({
      state: { label: '已答复' },
      answer: { label: '办理结果', text: '已推荐到顺达物流' },
      may: { chase: false, withdraw: false },
    })
    const told = await inScope(tj, async (ctx) => {
      const file = await loadCase(ctx.db, 'handoff', caseId)
      return readCourse(domains.handoff.kind, ctx, file)
    })
    expect(told.broken).toBeNull()
    expect(told.entries.map((entry) => entry.step).slice(0, 2)).toEqual(['$referral.answer', '$referral.accept'])
    expect((await rowOf(caseId)).state).toBe('in_help')
  })

  test('is returned with a reason only', async () => {
    const { id } = await send('job', '340705-HR1', { name: '王小明' })
    await expect(act(hr, id, 'return', '  ')).rejects.toMatchObject({
      status: 422,
      fieldErrors: { text: ['请写明退回的理由'] },
    })
    await act(hr, id, 'return', '户籍不在本县')
    expect(await page(tj, id)).toMatchObject({
      state: { label: '已退回' },
      answer: { label: '退回理由', text: '户籍不在本县' },
    })
    await expect(act(hr, id, 'answer', '晚了')).rejects.toMatchObject({ status: 409 })
  })

  test('is asked after when late, not before; then it rests on the desk for some days', async () => {
    const { id, caseId } = await send('legal_aid', '340705-JB1', { name: '王小明', need: '合同纠纷' })
    await expect(act(tj, id, 'chase')).rejects.toMatchObject({ status: 403 })
    const late = at(tj, LATE)
    const onDesk = async (actor: Actor) =>
      (await inScope(actor, (ctx) => listDuties(domains, ctx, 'late'))).rows.find((row) => row.id === id)
    expect(await onDesk(late)).toMatchObject({ action: { href: `/referrals/${id}`, label: '登记催办' } })
    expect((await page(late, id)).may.chase).toBe(true)
    await act(late, id, 'chase', '电话联系，答复明天')
    expect(await onDesk(late)).toBeUndefined()
    expect(await onDesk(at(tj, '2026-12-18T09:00:00+08:00'))).toBeDefined()
    expect((await page(at(jc, LATE), id)).facts).toContainEqual({ label: '催办', value: '2026年12月15日催办过' })
    const steps = await inScope(late, async (ctx) =>
      (await readCourse(domains.handoff.kind, ctx, await loadCase(ctx.db, 'handoff', caseId))).entries.map(
        (entry) => entry.step,
      ),
    )
    expect(steps[0]).toBe('$referral.chase')
  })

  test('is withdrawn by the sender with a reason; the receiver can do nothing with it any more', async () => {
    const { id } = await send('job', '340705-HR1', { name: '王小明' })
    await expect(act(tj, id, 'withdraw')).rejects.toMatchObject({ status: 422 })
    await act(tj, id, 'withdraw', '本人已找到工作')
    expect(await stateOf(id)).toBe('withdrawn')
    await expect(act(hr, id, 'accept')).rejects.toMatchObject({ status: 409 })
    await expect(act(tj, id, 'withdraw', '再来')).rejects.toMatchObject({ status: 409 })
  })

  test('cannot be withdrawn or chased by its receiver, nor answered by its sender', async () => {
    const { id } = await send('job', '340705-HR1', { name: '王小明' })
    await expect(act(hr, id, 'withdraw', '试试')).rejects.toMatchObject({ status: 404 })
    await expect(act(at(hr, LATE), id, 'chase')).rejects.toMatchObject({ status: 404 })
    await expect(act(tj, id, 'answer', '试试')).rejects.toMatchObject({ status: 404 })
    expect(await stateOf(id)).toBe('sent')
  })

  test('another unit’s id, another role of the same unit and an unknown id are all answered 404', async () => {
    const { id } = await send('job', '340705-HR1', { name: '王小明' })
    for (const one of [
      stranger,
      actorOf('HR', '340705-CA1'),
      actorOf('CC', '340705-HR1'),
      actorOf('AD', '340705-HR1'),
    ]) {
      await expect(page(one, id)).rejects.toMatchObject({ status: 404 })
      for (const intent of ['accept', 'return', 'answer', 'chase', 'withdraw', 'open'])
        await expect(act(one, id, intent, '文字'), intent).rejects.toMatchObject({ status: 404 })
    }
    await expect(page(tj, '0190f000-0000-7000-8000-000000000000')).rejects.toMatchObject({ status: 404 })
    await expect(page(tj, 'x')).rejects.toMatchObject({ status: 404 })
  })

  test('two who answer at once: exactly one does', async () => {
    const { id } = await send('job', '340705-HR1', { name: '王小明' })
    const other = actorOf('HR', '340705-HR1')
    const both = await Promise.allSettled([act(hr, id, 'return', '甲'), act(other, id, 'answer', '乙')])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')!.reason).toMatchObject({ status: 409 })
  })

  test('a copy for information is taken note of: no consent, no answer', async () => {
    const { id, dueOn } = await send('copy_huji', '340706-JB1', { name: '王小明', date: '2026-11-23' }, false)
    const there = actorOf('JC', '340706-JB1')
    expect(dueOn).toBeNull()
    expect((await page(there, id)).may).toEqual({
      open: false,
      accept: true,
      answer: false,
      return: true,
      chase: false,
      withdraw: false,
    })
    const before = (await inScope(there, (ctx) => deskCounts(domains, ctx))).inbox
    await act(there, id, 'accept')
    await expect(act(there, id, 'return', '晚了')).rejects.toMatchObject({ status: 409 })
    await expect(act(tj, id, 'withdraw', '晚了')).rejects.toMatchObject({ status: 409 })
    expect((await inScope(there, (ctx) => deskCounts(domains, ctx))).inbox).toBe(before - 1)
  })
})
