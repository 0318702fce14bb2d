/** One matter from the window to the unit and back, on the real database; and those who try what they may not. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { act, type Ctx } from '~/casefile/act.server'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { countCases, listCases } from '~/casefile/find.server'
import { takeReferralAction } from '~/casefile/referrals/take-referral-action.server'
import { readReferralPage } from '~/casefile/referrals/referral.view.server'
import { decide } from '~/casefile/decide.server'
import { domains, followers, receivers } from '~/domains'
import { intake } from '~/domains/window/domain.server'
import { intakeFigures } from '~/domains/window/figures/intake-figures.server'
import { openIntake, openProxy } from '~/domains/window/open/open-intake.server'
import { readRouteTable, routeOf, saveRoute } from '~/domains/window/route-table.server'
import type { NewIntake } from '~/domains/window/steps/inputs'
import { readIntakeCase } from '~/domains/window/views/case.server'
import { intakeQuery } from '~/domains/window/views/list.server'
import { readProxied } from '~/domains/window/views/proxied.server'
import { forgetDirectory } from '~/orgs/find-units.server'
import { addDays, setClock } from '~/lib/dates'
import { actorOf, at, brokenChains, formOf, inScope, NOON, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const WINDOW = '340705001-CW1'
const ic = actorOf('IC', WINDOW)
const dp = actorOf('DP', '340705-GO1')
const cc = actorOf('CC', '340705-CA1')
const hr = actorOf('HR', '340705-HR1')
const tj = actorOf('TJ', '340705001-JO1')
const gw = actorOf('GW', '340705001001001-GS1')

const asked: NewIntake = {
  name: '王小明',
  sex: 'M',
  channel: 'window',
  matter: 'dibao',
  urgency: 'normal',
  summary: '家里三口人，想申请低保。',
  replyChannel: 'phone',
  phone: '13800000001',
  checked: false,
}
const take = (given: Partial<NewIntake> = {}, actor = ic) =>
  inScope(actor, (ctx) => openIntake(ctx, { ...asked, ...given }))
async function step(id: string, name: string, fields: Record<string, string>, actor: Actor = ic) {
  const { version } = await rowOf(id)
  return inScope(actor, (ctx) => act(intake, ctx, { caseId: id, step: name, version, form: formOf(fields) }))
}
const referralOf = async (id: string, type = 'intake') =>
  (
    await asSuperuser<{ id: string; state: string; due_on: string }>(
      'SELECT id, state, due_on::text FROM referral WHERE from_case_id = $1 AND type = $2 ORDER BY id DESC LIMIT 1',
      [id, type],
    )
  )[0]!
const answer = (referral: string, intent: string, fields: Record<string, string>, actor: Actor = cc) =>
  inScope(actor, (ctx) =>
    takeReferralAction(domains, receivers, ctx, referral, formOf({ _intent: intent, ...fields }), followers),
  )
const page = (actor: Actor, referral: string) =>
  inScope(actor, (ctx) => readReferralPage(domains, receivers, ctx, referral, followers))
const own = async (id: string) =>
  (
    await asSuperuser<{ row: Record<string, unknown> }>(
      'SELECT to_jsonb(i) AS row FROM intake_file i WHERE case_id = $1',
      [id],
    )
  )[0]!.row
const openTasks = async (id: string) =>
  (
    await asSuperuser<{ code: string; due_on: string }>(
      'SELECT code, due_on::text FROM task WHERE case_id = $1 AND done_at IS NULL ORDER BY code',
      [id],
    )
  ).map((row) => `${row.code} ${row.due_on}`)
/** Received and routed to the civil-affairs office. */
async function routed(given: Partial<NewIntake> = {}, co: string[] = []) {
  const { id } = await take(given)
  await step(
    id,
    'route',
    {
      mainUnit: '340705-CA1',
      ...Object.fromEntries(co.map((code, n) => [`coUnits[${n}]`, code])),
    },
    dp,
  )
  return { id, referral: (await referralOf(id)).id }
}

beforeAll(async () => {
  setClock(NOON.toISOString())
  await testDatabase()
  await seedPlaces()
  forgetDirectory()
})

describe('a matter', () => {
  it('goes from the window to the unit and back, and is closed', async () => {
    const { id, paged } = await take()
    expect(paged).toBeNull()
    expect(await openTasks(id)).toEqual(['dispatch 2026-11-24', 'reply 2026-12-07'])
    await step(id, 'route', { mainUnit: '340705-CA1', 'coUnits[0]': '340705-HR1', note: '请先核对' }, dp)
    const { id: referral } = await referralOf(id)
    expect(await page(cc, referral)).toMatchObject({ may: { accept: true, return: true, answer: false } })
    await answer(referral, 'accept', {})
    expect(await rowOf(id)).toMatchObject({ state: 'accepted' })
    expect(await referralOf(id)).toMatchObject({ state: 'accepted', due_on: '2026-12-07' })
    await answer(referral, 'answer', { text: '已受理低保申请，12 月 1 日入户核对。' })
    expect(await rowOf(id)).toMatchObject({ state: 'replied', next_task: 'feedback' })
    const read = await inScope(ic, (ctx) => readIntakeCase(ctx, id, new URL('http://x/intake/1')))
    expect(read).toMatchObject({
      view: 'full',
      about: { reply: '已受理低保申请，12 月 1 日入户核对。', repliedBy: '单位340705-CA1' },
    })
    await step(id, 'close', { satisfaction: 'satisfied' })
    expect(await rowOf(id)).toMatchObject({ state: 'closed' })
    expect(await openTasks(id)).toEqual([])
    expect(await referralOf(id, 'intake_co')).toMatchObject({ state: 'withdrawn' })
    expect(await brokenChains()).toEqual([])
  })

  it('shows the unit what was sent and nothing else of the file', async () => {
    const { id, referral } = await routed({
      agent: 'relative',
      agentName: '李兰',
      authorisedOn: '2026-11-20',
      authorityKeptAt: '柜 2',
    })
    const seen = await page(cc, referral)
    expect(seen.sent.map((one) => one.label)).toEqual(['姓名', '联系电话', '事项', '困难和需要', '答复期限'])
    expect(JSON.stringify(seen)).not.toContain('李兰')
    expect(seen.file).toBeNull()
    await inScope(cc, async ({ db }) => {
      expect(await db.caseFile.findFirst({ where: { id } })).toBeNull()
      expect(await db.intakeFile.findMany()).toEqual([])
      expect(await db.caseContact.findMany({ where: { caseId: id } })).toEqual([])
    })
  })

  it('is sent back once; then the dispatcher’s decision binds', async () => {
    const { id, referral } = await routed()
    await expect(answer(referral, 'return', { text: '' })).rejects.toMatchObject({ status: 422 })
    await answer(referral, 'return', { text: '不归民政办理' })
    expect(await rowOf(id)).toMatchObject({ state: 'rejected', next_task: 'reroute' })
    await expect(step(id, 'reroute', { mainUnit: '340705-HR1', reason: '归人社' }, ic)).rejects.toMatchObject({
      status: 403,
    })
    await step(id, 'reroute', { mainUnit: '340705-HR1', reason: '归人社' }, dp)
    const { id: second } = await referralOf(id)
    expect((await page(hr, second)).may.return).toBe(false)
    await expect(answer(second, 'return', { text: '也不归我' }, hr)).rejects.toMatchObject({ status: 403 })
    // Past the page and the verb: the database counts for itself.
    await expect(
      inScope(
        hr,
        ({ db }) =>
          db.$executeRaw`SELECT answer_intake(${second}::uuid, 'return', 'x', NULL, NULL, NULL, '{"step":"unit_return"}'::jsonb, '[]'::jsonb)`,
      ),
    ).rejects.toThrow(/binding/)
    await answer(second, 'accept', {}, hr)
    expect(await own(id)).toMatchObject({ returns: 1, main_unit: '340705-HR1' })
  })

  it('is accepted once, also by two at the same moment', async () => {
    const { id, referral } = await routed()
    const both = await Promise.allSettled([
      answer(referral, 'accept', {}),
      answer(referral, 'accept', {}, actorOf('CC', '340705-CA1')),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
      status: 409,
    })
    const events = await asSuperuser(`SELECT 1 FROM case_event WHERE case_id = $1 AND step = 'unit_accept'`, [id])
    expect(events).toHaveLength(1)
    await expect(answer(referral, 'return', { text: '晚了' })).rejects.toMatchObject({ status: 403 })
  })

  it('is not answered before it was accepted, and not twice', async () => {
    const { referral } = await routed()
    await expect(answer(referral, 'answer', { text: '办好了' })).rejects.toMatchObject({ status: 403 })
    await answer(referral, 'accept', {})
    await answer(referral, 'answer', { text: '办好了' })
    await expect(answer(referral, 'answer', { text: '再答一次' })).rejects.toMatchObject({ status: 409 })
  })

  it('is put off once, within the limit, and its duty moves', async () => {
    const { id, referral } = await routed({ matter: 'request' })
    expect(await openTasks(id)).toEqual(['reply 2027-01-22', 'told 2026-12-08'])
    await answer(referral, 'accept', {})
    await expect(answer(referral, 'extend', { until: '2027-02-22', text: '情况复杂' })).rejects.toMatchObject({
      status: 422,
    })
    await answer(referral, 'extend', { until: '2027-02-21', text: '情况复杂' })
    expect(await openTasks(id)).toEqual(['reply 2027-02-21', 'told 2026-12-08'])
    expect(await referralOf(id)).toMatchObject({ due_on: '2027-02-21' })
    await expect(answer(referral, 'extend', { until: '2027-02-20', text: '再延' })).rejects.toMatchObject({
      status: 403,
    })
  })

  it('waits for papers on one list, and its clock with it', async () => {
    const { id } = await take()
    await step(id, 'ask_supplement', {
      'items[0].what': '户口本',
      'items[1].what': '收入说明',
      'items[1].why': '核对收入',
    })
    expect(await openTasks(id)).toEqual(['supplement 2026-12-07'])
    const later = at(ic, '2026-11-30T10:00:00+08:00')
    await step(id, 'supplemented', { onDay: '2026-11-30' }, later)
    expect(await openTasks(id)).toEqual(['dispatch 2026-12-01', 'reply 2026-12-14'])
    await expect(step(id, 'ask_supplement', { 'items[0].what': '照片' }, later)).rejects.toMatchObject({ status: 422 })
    await step(id, 'answer', { reply: '已办好。' }, later)
    expect(await rowOf(id)).toMatchObject({ state: 'replied' })
  })

  it('is taken up again at the applicant’s wish, with a new clock', async () => {
    const { id } = await take()
    await step(id, 'answer', { reply: '请到县里问。' })
    await step(id, 'close', { satisfaction: 'unsatisfied' })
    const later = at(ic, '2026-12-02T10:00:00+08:00')
    await step(id, 'reopen', { onDay: '2026-12-02', reason: '没有解决' }, later)
    expect(await rowOf(id)).toMatchObject({ state: 'received', closed_on: null })
    expect(await own(id)).toMatchObject({ round: 2, replied_on: null, satisfaction: null })
    expect(await openTasks(id)).toEqual(['dispatch 2026-12-03', 'reply 2026-12-16'])
  })

  it('with a second hand alone is taken for opened in error; a dead applicant’s matter is taken back from the unit', async () => {
    const wrong = await take()
    await step(wrong.id, 'opened_in_error', { reason: '重复登记' })
    const [proposal] = await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [wrong.id])
    await inScope(dp, (ctx) => decide(intake, ctx, { proposalId: proposal!.id, accept: true }))
    expect(await rowOf(wrong.id)).toMatchObject({ state: 'opened_in_error' })
    const { id, referral } = await routed()
    await step(id, 'died', {
      diedOn: '2026-11-22',
      'paper.title': '死亡证明',
      'paper.onDay': '2026-11-22',
      'paper.keptAt': '柜 1',
    })
    expect(await referralOf(id)).toMatchObject({ state: 'withdrawn' })
    await expect(answer(referral, 'accept', {})).rejects.toMatchObject({ status: 409 })
  })
})

describe('what cannot wait', () => {
  it('pages the duty officers at once, in neutral words, and is due today', async () => {
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ('duty', '岳明', 'duty', 'duty@example.com', now());
       INSERT INTO post (id, user_id, role, unit_code, from_on, confirmed_at) VALUES (gen_random_uuid(), 'duty', 'DP', '340705-GO1', '2020-01-01', now())`,
    )
    const { id, paged } = await take({
      matter: 'child_harm',
      urgency: 'normal',
      summary: '孩子身上有伤，今天不敢回家。',
    })
    expect(paged).toBe(1)
    expect(await openTasks(id)).toEqual(['dispatch 2026-11-23', 'reply 2026-11-24'])
    const [message] = await asSuperuser<{ template: string; data: object }>('SELECT template, data FROM outbox')
    expect(message).toEqual({ template: 'work_now', data: { unit: '单位340705-GO1' } })
  })
})

describe('a grid worker', () => {
  const forResident = {
    name: '孙尚香',
    sex: 'F' as const,
    matter: 'housing' as const,
    urgency: 'normal' as const,
    summary: '屋顶漏雨。',
    replyChannel: 'phone' as const,
    authorisedOn: '2026-11-22',
    authorityKeptAt: '网格站',
    checked: false,
  }
  it('opens a matter at the window of the town, and follows how it stands, no more', async () => {
    const { id } = await inScope(gw, (ctx) => openProxy(ctx, forResident))
    expect(await rowOf(id)).toMatchObject({ state: 'received', scope_key: WINDOW, next_task: 'dispatch' })
    const seen = await inScope(gw, (ctx) => readIntakeCase(ctx, id, new URL('http://x/')))
    expect(seen).toMatchObject({ view: 'status', status: { reply: null } })
    expect((await inScope(gw, readProxied)).rows.map((row) => row.id)).toEqual([id])
    await expect(step(id, 'answer', { reply: '好' }, gw)).rejects.toMatchObject({ status: 404 })
    const neighbour = actorOf('GW', '340705001001002-GS1')
    await expect(inScope(neighbour, (ctx) => readIntakeCase(ctx, id, new URL('http://x/')))).rejects.toMatchObject({
      status: 404,
    })
    await step(id, 'answer', { reply: '已派人修。' })
    expect(await inScope(gw, (ctx) => readIntakeCase(ctx, id, new URL('http://x/')))).toMatchObject({
      status: { reply: '已派人修。' },
    })
  })
  it('cannot deliver to another town, in another’s name, or in another state', async () => {
    const deliver = (rows: object) =>
      inScope(gw, ({ db }) => db.$executeRaw`SELECT deliver_intake(${JSON.stringify(rows)}::jsonb)`)
    const file = {
      id: '00000000-0000-4000-8000-000000000001',
      kind: 'intake',
      scope_key: '340705002-CW1',
      state: 'received',
    }
    await expect(deliver({ case_file: [file] })).rejects.toThrow(/window of the town/)
    await expect(deliver({ case_file: [{ ...file, scope_key: WINDOW, state: 'closed' }] })).rejects.toThrow(
      /window of the town/,
    )
    const mine = { ...file, scope_key: WINDOW }
    const child = { case_id: file.id, kind: 'intake', scope_key: WINDOW }
    await expect(deliver({ case_file: [mine], intake_file: [{ ...child, proxy_post_id: ic.postId }] })).rejects.toThrow(
      /another post/,
    )
    await expect(deliver({ case_file: [mine], case_note: [child] })).rejects.toThrow(/not deliverable/)
    await expect(
      inScope(ic, ({ db }) => db.$executeRaw`SELECT deliver_intake('{"case_file": []}'::jsonb)`),
    ).rejects.toThrow(/grid worker/)
  })
})

describe('who has no business with it', () => {
  it('another window, another county’s dispatcher, another unit: as if it were not there', async () => {
    const { id, referral } = await routed()
    const strangers = [actorOf('IC', '340705002-CW1'), actorOf('DP', '340706-JB1'), tj, gw]
    for (const actor of strangers) {
      await expect(
        inScope(actor, (ctx) => readIntakeCase(ctx, id, new URL('http://x/'))),
        actor.role,
      ).rejects.toMatchObject({ status: 404 })
      await expect(page(actor, referral), actor.role).rejects.toMatchObject({ status: 404 })
      await expect(answer(referral, 'accept', {}, actor), actor.role).rejects.toMatchObject({ status: 404 })
    }
    await expect(
      step(id, 'close', { satisfaction: 'satisfied' }, actorOf('IC', '340705002-CW1')),
    ).rejects.toMatchObject({ status: 404 })
    expect((await inScope(actorOf('IC', '340705002-CW1'), (ctx) => listCases(ctx, 'intake', {}))).rows).toEqual([])
  })
  it('nobody takes a unit’s step from the window, or withdraws what was routed by the referral’s page', async () => {
    const { id, referral } = await routed()
    await expect(step(id, 'unit_reply', {}, dp)).rejects.toMatchObject({ status: 403 })
    await expect(answer(referral, 'withdraw', { text: '不办了' }, dp)).rejects.toMatchObject({ status: 403 })
    expect((await page(dp, referral)).may).toMatchObject({ withdraw: false, accept: false })
  })
  it('a stale form is a conflict', async () => {
    const { id } = await take()
    await step(id, 'change_matter', { matter: 'medical_aid', urgency: 'normal' })
    await expect(
      inScope(ic, (ctx) => act(intake, ctx, { caseId: id, step: 'answer', version: 1, form: formOf({ reply: '好' }) })),
    ).rejects.toMatchObject({ status: 409 })
  })
})

describe('bad input', () => {
  const refused = (given: Partial<NewIntake>) => expect(take(given)).rejects
  it('is told at the field', async () => {
    await refused({ summary: '他家信教，邻居说的' }).toMatchObject({ status: 422 })
    await expect(take({ summary: '他家信教，邻居说的', checked: true })).resolves.toMatchObject({
      id: expect.any(String),
    })
    await refused({ agent: 'relative' }).toMatchObject({ status: 422 })
    await refused({ agentName: '李兰' }).toMatchObject({ status: 422 })
    await refused({
      agent: 'relative',
      agentName: '李兰',
      authorisedOn: '2026-11-24',
      authorityKeptAt: '柜',
    }).toMatchObject({ status: 422 })
  })
  it('no routing to a closed unit, one that handles nothing, one of another city, or twice the same', async () => {
    await asSuperuser(
      `INSERT INTO unit (code, region_code, kind, name, closed_on) VALUES ('340705-GO9', '340705', 'gov_office', '已撤办公室', '2026-01-01') ON CONFLICT DO NOTHING`,
    )
    forgetDirectory()
    const { id } = await take()
    for (const unit of ['340705-GO9', '34-PR1', '3411-JB1', '340705-XX9'])
      await expect(step(id, 'route', { mainUnit: unit }, dp), unit).rejects.toMatchObject({ status: 422 })
    await expect(step(id, 'route', { mainUnit: '340705-CA1', 'coUnits[0]': '340705-CA1' }, dp)).rejects.toMatchObject({
      status: 422,
    })
    expect(await rowOf(id)).toMatchObject({ state: 'received', version: 1 })
  })
})

describe('the routing table', () => {
  const save = (fields: Record<string, string>, actor = dp) => inScope(actor, (ctx) => saveRoute(ctx, formOf(fields)))
  const row = { matter: 'job', town: '340705001', mainUnit: '340705-HR1', 'coUnits[0]': '340705001-CW1' }
  it('is kept by the dispatcher of the region, and leads the form', async () => {
    await expect(save(row)).resolves.toBe('340705001')
    expect(await inScope(ic, (ctx: Ctx) => routeOf(ctx, 'job', '340705001'))).toEqual({
      mainUnit: '340705-HR1',
      coUnits: ['340705001-CW1'],
    })
    await save({ ...row, mainUnit: '340705-CA1' })
    expect(await inScope(ic, (ctx: Ctx) => routeOf(ctx, 'job', '340705001'))).toMatchObject({ mainUnit: '340705-CA1' })
    const table = await inScope(dp, (ctx) => readRouteTable(ctx, new URL('http://x/?town=340705001')))
    expect(table.rows.filter((one) => one.main !== null)).toHaveLength(1)
    expect(await asSuperuser(`SELECT data FROM access_log WHERE event = 'route_table'`)).toHaveLength(2)
  })
  it('is changed by nobody else, and not for another county', async () => {
    await expect(save(row, ic)).rejects.toMatchObject({ status: 403 })
    await expect(save({ ...row, town: '340706001' })).rejects.toMatchObject({ status: 422 })
    await expect(inScope(ic, ({ db }) => db.intakeRoute.updateMany({ data: { mainUnit: 'x' } }))).resolves.toEqual({
      count: 0,
    })
    await expect(
      inScope(
        dp,
        ({ db }) =>
          db.$executeRaw`INSERT INTO intake_route (id, matter, town, main_unit, updated_name, updated_at) VALUES (gen_random_uuid(), 'job', '340706001', 'x', 'x', now())`,
      ),
    ).rejects.toThrow(/row-level security/)
  })
  it('names no unit that was closed since', async () => {
    await asSuperuser(`UPDATE intake_route SET main_unit = '340705-GO9'`)
    expect(await inScope(ic, (ctx: Ctx) => routeOf(ctx, 'job', '340705001'))).toBeNull()
  })
})

describe('figures', () => {
  it('342 of 1301 replied are 26.29%, and lead to their lists (SR-16)', async () => {
    await asSuperuser(
      `INSERT INTO case_file (id, kind, scope_key, state, case_no, neutral_no, file_token, name, pinyin, initials, sex, opened_on, lawful_basis)
         SELECT gen_random_uuid(), 'intake', '340706001-CW1', 'received', 'K' || n, 'K' || n, 'K' || n, '某', 'mou', 'm', 'M', '2009-06-01', 'law' FROM generate_series(1, 1301) n;
       INSERT INTO intake_file (case_id, kind, scope_key, channel, matter, urgency, summary_enc, reply_channel, received_on, clock_on, reply_due_on, replied_on, reply_enc, replied_unit, co_units)
         SELECT id, kind, scope_key, 'online', 'consult', 'normal', '', 'phone', '2009-06-01', '2009-06-01', '2009-06-15',
           CASE WHEN n <= 342 THEN DATE '2009-06-10' END, CASE WHEN n <= 342 THEN '' END, CASE WHEN n <= 342 THEN '340706001-CW1' END, '{}'
         FROM (SELECT *, row_number() OVER (ORDER BY case_no) AS n FROM case_file WHERE case_no LIKE 'K%') c`,
    )
    const figures = await inScope(actorOf('IC', '340706001-CW1'), (ctx) =>
      viewFigures(intakeFigures, ctx, new URL('http://x/intake/statistics?period=2009')),
    )
    expect(figures.total[0]).toMatchObject({ n: 342, d: 1301, value: '26.29%' })
    expect(figures.total[2]).toMatchObject({ n: 342, d: 1301, value: '26.29%' })
    expect(addDays('2009-06-15', 15)).toBe('2009-06-30')
  })
})

describe('the state beside the matter', () => {
  it('is the file’s, whoever writes it, and finds the same files', async () => {
    const other = () =>
      asSuperuser(`SELECT 1 FROM intake_file i JOIN case_file c ON c.id = i.case_id WHERE i.state <> c.state`)
    expect(await other()).toEqual([])
    await asSuperuser(`UPDATE intake_file SET state = 'closed' WHERE matter = 'dibao'`)
    expect(await other()).toEqual([])
    const counts = await asSuperuser<{ matter: string; state: string; n: number }>(
      `SELECT i.matter, c.state, count(*)::int AS n FROM intake_file i JOIN case_file c ON c.id = i.case_id WHERE c.scope_key LIKE '340705%' GROUP BY 1, 2`,
    )
    expect(counts.length).toBeGreaterThan(3)
    for (const { matter, state, n } of counts)
      for (const order of ['due', 'opened'])
        expect(
          await inScope(dp, async (ctx) => {
            const query = intakeQuery(new URLSearchParams({ matter, state, order }))
            return [(await listCases(ctx, 'intake', query)).rows.length, await countCases(ctx, 'intake', query)]
          }),
          `${matter} ${state}`,
        ).toEqual([Math.min(n, 50), n])
  })
})
