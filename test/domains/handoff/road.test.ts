import { beforeAll, describe, expect, it } from 'vitest'
import { act } from '~/casefile/act.server'
import { applyDue } from '~/casefile/apply-due.server'
import { decide } from '~/casefile/decide.server'
import type { Domain } from '~/casefile/domain'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import type { Actor } from '~/access/actor'
import { env } from '~/lib/env.server'
import { ensureVaultKeys } from '~/people/vault-mouth.server'
import { handoff, releaseNotice, support } from '~/domains/handoff/domain.server'
import { newNotice, newWalkIn } from '~/domains/handoff/steps/inputs-open'
import { openNotice } from '~/domains/handoff/open/open-notice.server'
import { openWalkIn } from '~/domains/handoff/open/open-walk-in.server'
import { actorOf, asWorker, at, formOf, inScope, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost } from '../../support/people'

const domains = { handoff, release_notice: releaseNotice, support } as unknown as Record<string, Domain>
let [JC, JA, TJ, TH, PR]: Actor[] = []
let helper = ''

beforeAll(async () => {
  await testDatabase()
  await seedPlaces()
  ensureVaultKeys(env.VAR_DIR)
  JC = actorOf('JC', '340705-JB1')
  JA = actorOf('JA', '340705-JB1')
  TJ = actorOf('TJ', '340705001-JO1')
  TH = actorOf('TH', '340705001-JO1')
  PR = actorOf('PR', '34-PR1')
  helper = (await makePost({ role: 'PH', unit: '340705001-JO1', name: '帮小扶' })).id
})

const person = {
  idType: 'none',
  noIdReason: '未办',
  sex: 'M',
  birthOn: '1990-05-05',
  residenceCode: '340705001',
  hujiCode: '340705001',
  phone: '13800000001',
}
const offence = { offenceCode: '264', sentenceMonths: 36, juvenileAtOffence: 'no', keyCategory: ['no_home'] }
const paper = { 'paper.title': '材料', 'paper.onDay': '2026-11-20', 'paper.keptAt': '一号柜' }

async function take(
  actor: Actor,
  id: string,
  step: string,
  fields: Record<string, string> = {},
  domain: Domain = handoff as unknown as Domain,
) {
  const { version } = await rowOf(id)
  return inScope(actor, (ctx) => act(domain, ctx, { caseId: id, step, version, form: formOf(fields) }))
}
async function confirm(actor: Actor, id: string, step: string) {
  const [proposal] = await asSuperuser<{ id: string }>(
    `SELECT id FROM proposal WHERE case_id = $1 AND step = $2 AND state = 'waiting'`,
    [id, step],
  )
  return inScope(actor, (ctx) => decide(handoff, ctx, { proposalId: proposal!.id, accept: true }))
}
const state = async (id: string) => (await rowOf(id)).state
const openTasks = async (id: string) =>
  Object.fromEntries(
    (
      await asSuperuser<{ code: string; due: string }>(
        `SELECT code, due_on::text AS due FROM task WHERE case_id = $1 AND done_at IS NULL`,
        [id],
      )
    ).map((row) => [row.code, row.due]),
  )
const own = async (id: string) =>
  (
    await asSuperuser<{ row: Record<string, unknown> }>(
      'SELECT to_jsonb(h) AS row FROM handoff_file h WHERE case_id = $1',
      [id],
    )
  )[0]!.row
const notice = (given: Record<string, unknown> = {}) =>
  newNotice.parse({
    ...person,
    ...offence,
    name: '张小三',
    noticeOn: '2026-11-02',
    releaseDueOn: '2026-12-15',
    ...given,
  })
async function send(given: Record<string, unknown> = {}) {
  const opened = await inScope(PR!, (ctx) => openNotice(ctx, notice(given)))
  const [link] = await asSuperuser<{ to_id: string }>('SELECT to_id FROM case_link WHERE from_id = $1', [opened.id])
  return { noticeId: opened.id!, id: link!.to_id }
}
const startHelp = () => ({
  'group[0].name': '王一',
  'group[0].kind': 'justice_office',
  'group[0].sex': 'M',
  'group[1].name': '李二',
  'group[1].kind': 'village',
  'group[1].sex': 'M',
  'group[2].name': '赵三',
  'group[2].kind': 'family',
  'group[2].sex': 'F',
  guidanceOwner: '王一',
  contactOwner: '李二',
  supportOwner: '赵三',
  supportLevel: 'A',
  levelReason: '无住处',
  pairHelperPostId: helper,
  pairDeclaredOn: '2026-12-20',
  agreementOn: '2026-12-20',
  'agreement.title': '安置帮教协议书',
  'agreement.onDay': '2026-12-20',
  'agreement.keptAt': '二号柜',
  plan: '推荐就业',
  placementType: 'employed',
  placedOn: '2026-12-20',
  placementEvidence: '劳动合同',
})

describe('the road of D1, on the real database', () => {
  it('from the notice to the end of help', async () => {
    const { noticeId, id } = await send()
    expect(await openTasks(id)).toHaveProperty('verify', '2026-12-07')
    await take(JC!, id, 'verify', {
      verifyResult: 'match',
      townUnit: '340705001-JO1',
      keyCategory: 'no_home',
      needs: 'housing',
    })
    expect(await rowOf(id)).toMatchObject({ state: 'verified', scope_key: '340705001-JO1', owner_post_id: null })
    expect(await state(noticeId)).toBe('verified')
    expect(await openTasks(id)).toEqual({ pickup_plan: '2026-12-08' })

    await take(TJ!, id, 'plan_pickup', {
      pickupMode: 'justice_office',
      pickupAt: '2026-12-15T09:00',
      'people[0].name': '王一',
      pickupCost: '120',
      fundSource: 'county',
    })
    expect(await rowOf(id)).toMatchObject({ state: 'pickup_planned', owner_post_id: TJ!.postId })
    expect(await openTasks(id)).toEqual({ hand_over: '2026-12-15' })
    const gate = at(TJ!, '2026-12-15T12:00:00+08:00')
    await take(gate, id, 'hand_over', {
      releasedOn: '2026-12-15',
      handedOverAt: '2026-12-15T10:00',
      handoverPlace: '监狱门口',
      atGate: 'on',
      personSigned: 'on',
    })
    expect(await state(noticeId)).toBe('handed_over')
    await take(
      at(PR!, '2026-12-15T13:00:00+08:00'),
      noticeId,
      'sign',
      { signedOn: '2026-12-15', signedBy: '刘警官', releaseCertNo: '2026-17' },
      releaseNotice as unknown as Domain,
    )
    expect(await own(id)).toMatchObject({
      prison_signed_by: '刘警官',
      release_cert_no: '2026-17',
      must_pickup: true,
      pickup_cost: 12000,
    })

    await take(at(TJ!, '2026-12-18T12:00:00+08:00'), id, 'register', {
      residenceCode: '340705001',
      firstTalkOn: '2026-12-17',
      firstTalkNote: '谈了住处',
      phone: '13900000002',
      needs: 'job',
    })
    expect(await own(id)).toMatchObject({
      help_start_on: '2026-12-15',
      help_end_on: '2031-12-15',
      first_talk_on: '2026-12-17',
    })
    const talk = at(TJ!, '2026-12-21T12:00:00+08:00')
    await take(talk, id, 'start_help', startHelp())
    const tasks = await openTasks(id)
    expect(tasks).toMatchObject({ contact: '2027-01-21', end_review: '2031-11-15' })
    expect(tasks).not.toHaveProperty('agreement')
    const parties = () =>
      asSuperuser<{ holder: string; view: string; until_at: Date }>(
        'SELECT holder, view, until_at FROM case_party WHERE case_id = $1',
        [id],
      )
    expect(await parties()).toMatchObject([
      { holder: helper, view: 'limited', until_at: new Date('2031-12-16T00:00:00+08:00') },
    ])

    const visit = at(TJ!, '2027-01-10T12:00:00+08:00')
    await inScope(visit, (ctx) =>
      recordVisit(handoff, ctx, {
        caseId: id,
        form: formOf({ type: 'call', onDay: '2027-01-10', note: '已上班' }),
      }),
    )
    expect(await openTasks(id)).toMatchObject({ contact: '2027-02-10' })
    await take(visit, id, 'pause_service', { onDay: '2027-01-10', toldBy: '县公安局' })
    expect(await openTasks(id)).not.toHaveProperty('contact')
    await take(at(visit, '2027-03-01T12:00:00+08:00'), id, 'resume_service', { onDay: '2027-03-01' })
    expect(await openTasks(id)).toMatchObject({ contact: '2027-04-01' })

    const late = (actor: Actor) => at(actor, '2031-12-01T12:00:00+08:00')
    await take(late(TJ!), id, 'end_review', { onDay: '2031-12-01', conclusion: '已稳定' })
    expect(await openTasks(id)).toMatchObject({ end_decision: '2031-12-15' })
    await take(late(TJ!), id, 'end', { agreed: 'on', personToldOn: '2031-12-01' })
    expect(await confirm(late(JA!), id, 'end')).toEqual({ outcome: 'decided' })
    expect(await state(id)).toBe('in_help')
    await applyDue(asWorker, domains, { today: '2031-12-16', at: new Date('2031-12-16T01:00:00+08:00') })
    expect(await rowOf(id)).toMatchObject({ state: 'ended', closed_on: '2031-12-15', retain_until: '2036-12-15' })
    expect(await own(id)).toMatchObject({ end_cause: 'expired', ended_on: '2031-12-15' })
    expect(await openTasks(id)).toEqual({})
    await take(late(JA!), id, 'archive', { onDay: '2031-12-01', keptAt: '档案室' })
    expect(await state(id)).toBe('archived')
  })

  it('returned and sent again, release moved by the prison, death before release (D1-edge-02, 09)', async () => {
    const { noticeId, id } = await send()
    const prison = releaseNotice as unknown as Domain
    await take(JC!, id, 'return_notice', { verifyResult: 'not_here', returnReason: '查无此人' })
    expect(await state(noticeId)).toBe('returned')
    expect(await openTasks(noticeId)).toEqual({ prison_answer: '2026-11-30' })
    await take(PR!, noticeId, 'resend', { answer: '更正地址' }, prison)
    expect(await state(id)).toBe('pre_notice')
    expect(await openTasks(id)).toEqual({ verify: '2026-12-07' })
    await take(JC!, id, 'verify', { verifyResult: 'match', townUnit: '340705001-JO1' })
    await take(PR!, noticeId, 'change_release', { releaseDueOn: '2026-11-25', basis: 'sentence_cut', ...paper }, prison)
    expect(await openTasks(id)).toEqual({ pickup_plan: '2026-11-25' })
    expect(await own(id)).toMatchObject({ release_due_on: '2026-11-25', release_due_basis: 'sentence_cut' })
    await take(PR!, noticeId, 'died', { diedOn: '2026-11-22', ...paper }, prison)
    expect(await state(id)).toBe('terminated')
    expect(await state(noticeId)).toBe('died')
    expect(await openTasks(id)).toEqual({})
    expect(await own(id)).toMatchObject({ end_cause: 'death', ended_on: '2026-11-22' })
  })

  it('no show, three attempts, out of touch, found and handed over; moved to another town', async () => {
    const { id } = await send({ keyCategory: [], releaseDueOn: '2026-11-20' })
    await take(JC!, id, 'verify', { verifyResult: 'match', townUnit: '340705001-JO1' })
    await take(TJ!, id, 'await_release', { familyToldOn: '2026-11-20', familyTold: '母亲' })
    await take(TJ!, id, 'no_show', { onDay: '2026-11-20' })
    expect(await openTasks(id)).toEqual({ no_show_call: '2026-11-20', no_show_visit: '2026-11-23' })
    for (const [type, onDay] of [
      ['call', '2026-11-20'],
      ['visit', '2026-11-23'],
      ['call', '2026-12-21'],
    ] as const)
      await inScope(at(TJ!, `${onDay}T12:00:00+08:00`), (ctx) =>
        recordVisit(handoff, ctx, { caseId: id, form: formOf({ type, onDay, reached: 'no' }) }),
      )
    const later = at(TJ!, '2026-12-21T12:00:00+08:00')
    await take(later, id, 'unreachable', { onDay: '2026-12-21', note: '家人不知去向' })
    expect(await openTasks(id)).toEqual({ unreachable_recheck: '2027-12-21' })
    await take(later, id, 'hand_over', {
      releasedOn: '2026-11-20',
      handedOverAt: '2026-12-21T10:00',
      handoverPlace: '司法所',
    })
    expect(await state(id)).toBe('handed_over')
    await take(later, id, 'move_town', { townUnit: '340705002-JO1', reason: '搬家', address: '某路二号' })
    await confirm(at(JA!, '2026-12-21T12:00:00+08:00'), id, 'move_town')
    expect(await rowOf(id)).toMatchObject({ scope_key: '340705002-JO1', state: 'handed_over' })
  })

  it('a walk-in is served today; away needs the head; transfer carries the file; declining ends the helper’s view', async () => {
    const given = newWalkIn.parse({
      ...person,
      ...offence,
      name: '李小四',
      arrivedAt: '2026-11-23T09:00',
      releasedOn: '2026-11-20',
      needs: ['housing'],
    })
    const { id } = await inScope(TJ!, (ctx) => openWalkIn(ctx, given))
    expect(await openTasks(id!)).toEqual({ register: '2026-11-30', first_talk: '2026-11-30' })
    const on = (actor: Actor) => at(actor, '2026-12-21T12:00:00+08:00')
    await take(on(TJ!), id!, 'register', { residenceCode: '340705001', firstTalkOn: '2026-11-24', firstTalkNote: '谈' })
    await take(on(TJ!), id!, 'start_help', startHelp())
    await take(on(TJ!), id!, 'entrust', {
      awayTo: '合肥',
      awayUnit: '某所',
      awayUntil: '2027-06-01',
      consentOn: '2026-12-20',
      ...paper,
    })
    await confirm(on(TH!), id!, 'entrust')
    expect(await state(id!)).toBe('away')
    await take(on(TJ!), id!, 'transfer', { toUnit: '340706-JB1', reason: '迁居', address: '某路' })
    await confirm(on(JA!), id!, 'transfer')
    expect(await state(id!)).toBe('transferred')
    expect(await asSuperuser('SELECT to_key, state FROM referral WHERE from_case_id = $1', [id])).toEqual([
      { to_key: '340706-JB1', state: 'sent' },
    ])
    await take(on(JC!), id!, 'refused_there', { onDay: '2026-12-21', reason: '不接收' })
    expect(await asSuperuser('SELECT state FROM referral WHERE from_case_id = $1', [id])).toEqual([
      { state: 'withdrawn' },
    ])
    await take(on(TJ!), id!, 'recheck_placement', { onDay: '2026-12-21', stands: 'no', how: '已离职' })
    await take(on(TJ!), id!, 'decline', { way: 'signed', declinedOn: '2026-12-21', leaflet: 'on' })
    expect(
      (
        await asSuperuser<{ n: number }>(
          `SELECT count(*)::int AS n FROM case_party WHERE case_id = $1 AND until_at > '2026-12-21T12:00:00+08:00'`,
          [id],
        )
      )[0]!.n,
    ).toBe(0)
    await take(on(TJ!), id!, 'resume', { onDay: '2026-12-21' })
    expect(
      (
        await asSuperuser<{ n: number }>(
          `SELECT count(*)::int AS n FROM case_party WHERE case_id = $1 AND until_at > '2026-12-21T12:00:00+08:00'`,
          [id],
        )
      )[0]!.n,
    ).toBe(1)
    await take(on(JC!), id!, 'reoffence', {
      judgmentNo: '1号',
      offenceOn: '2026-12-01',
      effectiveOn: '2026-12-20',
      ...paper,
    })
    await take(on(TJ!), id!, 'terminate', { judgmentOn: '2026-12-20', ...paper })
    await confirm(on(JA!), id!, 'terminate')
    expect(await state(id!)).toBe('terminated')
  })

  it('D1-edge-04: a protected notice leaves an envelope and neutral help, nothing else', async () => {
    const before = await asSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM case_file WHERE kind <> 'support'`)
    const opened = await inScope(PR!, (ctx) =>
      openNotice(ctx, notice({ name: '赵小五', birthOn: '2008-06-01', juvenileAtOffence: 'yes', sentenceMonths: 12 })),
    )
    expect(opened).toEqual({ kind: 'support', id: null, protectedCopy: true })
    expect(
      await asSuperuser<{ n: number }>(`SELECT count(*)::int AS n FROM case_file WHERE kind <> 'support'`),
    ).toEqual(before)
    const files = await asSuperuser<{ id: string; scope_key: string; state: string }>(
      `SELECT id, scope_key, state FROM case_file WHERE kind = 'support'`,
    )
    expect(files).toMatchObject([{ scope_key: '340705001-JO1', state: 'open' }])
    expect(await asSuperuser('SELECT 1 FROM vault.mouth')).toHaveLength(1)
    expect(
      await asSuperuser('SELECT actor_name, actor_unit FROM case_event WHERE case_id = $1', [files[0]!.id]),
    ).toEqual([{ actor_name: '系统', actor_unit: null }])
    const given = newWalkIn.parse({
      ...person,
      ...offence,
      name: '钱小六',
      birthOn: '2008-06-01',
      juvenileAtOffence: 'yes',
      sentenceMonths: undefined,
      arrivedAt: '2026-11-23T09:00',
      releasedOn: '2026-11-20',
    })
    const walkIn = await inScope(TJ!, (ctx) => openWalkIn(ctx, given))
    expect(walkIn).toMatchObject({ kind: 'support', protectedCopy: true })
    await take(
      TJ!,
      walkIn.id!,
      'start',
      { onDay: '2026-11-23', needs: 'job', plan: '找工作' },
      support as unknown as Domain,
    )
    expect(await openTasks(walkIn.id!)).toEqual({ contact: '2027-02-23' })
    expect(await asSuperuser('SELECT 1 FROM vault.mouth')).toHaveLength(2)
  })
})
