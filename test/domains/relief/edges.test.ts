/** The edge cases of relief by their numbers (DOMAIN §11); those of payment stand with the room that pays. */
import { beforeAll, describe, expect, it } from 'vitest'
import { applyStep } from '~/casefile/apply-step.server'
import { SYSTEM } from '~/casefile/domain'
import { lockCase } from '~/casefile/load-case.server'
import { reliefDibao, reliefTemp } from '~/domains/relief/domain.server'
import { readReliefPaper } from '~/domains/relief/documents/read-file.server'
import { reliefPapers } from '~/domains/relief/documents.server'
import { readBudget } from '~/domains/relief/payment/views/budget.server'
import { causes, causeWord } from '~/domains/relief/terms'
import { asWorker, at, inScope } from '../../support/cases'
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
const urgent = { object: '当晚食宿', basis: '身无分文', askedAt: '2026-11-23T11:00' }
beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
}, 60_000)

const identified = (idNo: string) => ({
  idType: 'resident',
  idNo,
  sex: undefined,
  birthOn: undefined,
  noIdReason: undefined,
})
const startPaying = (id: string) =>
  asWorker(async (db) => {
    const file = await lockCase(db, 'relief_dibao', id)
    await applyStep(db, reliefDibao, {
      file,
      step: 'start_paying',
      input: {},
      hand: SYSTEM,
      at: new Date('2026-12-02T09:00:00+08:00'),
    })
  })

it('D7-edge-01: no household register here, the house burnt here: temporary relief is accepted here, 低保 is not', async () => {
  const id = await open(town.CC, 'relief_temp', { hujiCode: '341101001', cause: 'disaster' })
  expect(await state(id)).toBe('accepted')
  await expect(open(town.CC, 'relief_dibao', { hujiCode: '341101001' })).rejects.toMatchObject({
    fieldErrors: { hujiCode: [expect.stringContaining('居住证')] },
  })
  expect(await open(town.CC, 'relief_dibao', { hujiCode: '341101001', livesHere: true })).toBeTruthy()
})

it('D7-edge-02: Friday 18:00, no food: 310.00 by the town head at once, 310.01 refused, and no notice at all', async () => {
  const friday = '2026-11-27T18:00:00+08:00'
  const CC = at(town.CC, friday)
  const id = await open(CC, 'relief_temp', { appliedOn: '2026-11-27' })
  const asked = { ...urgent, askedAt: '2026-11-27T17:50' }
  await expect(take(CC, id, 'quick_grant', { ...asked, amount: '310.01' })).rejects.toMatchObject({
    fieldErrors: { amount: [expect.stringContaining('310.00')] },
  })
  await take(CC, id, 'quick_grant', { ...asked, amount: '310.00' })
  await confirm(at(town.HEAD, '2026-11-27T18:10:00+08:00'), id, 'quick_grant')
  expect(await state(id)).toBe('quick_paid')
  expect(await awards(id)).toEqual([{ part: 'quick', amount_fen: 31_000, state: 'unpaid', due_on: '2026-11-27' }])
  expect(await notices(id)).toEqual([])
  expect(await openTasks(id)).toEqual({ quick_pay: '2026-11-30' })
})

it('pays first what is urgent, by two, and asks for the papers ten working days later', async () => {
  const id = await open(town.CC, 'relief_temp')
  const given = { ...urgent, amount: '500.00' }
  await expect(
    take(town.CC, id, 'pay_first', { ...given, amount: '2000.01', secondPostId: town.CC2.postId }),
  ).rejects.toMatchObject({ status: 422 })
  await take(town.CC, id, 'pay_first', { ...given, secondPostId: town.CC2.postId })
  await confirm(town.HEAD, id, 'pay_first')
  expect((await openTasks(id)).papers_after).toBe('2026-12-07')
  await take(town.CC, id, 'check_after', { onDay: '2026-11-23', explanation: '急诊' })
  expect(await state(id)).toBe('checking')
})

describe('D7-edge-03: the applicant is the clerk’s cousin', () => {
  it('he may note it, is recused, and the county visits', async () => {
    const id = await open(town.CC, 'relief_temp', { kinPostId: town.CC.postId, kinRelation: 'cousin' })
    await expect(take(town.CC, id, 'start_check', { ...authorised, route: 'standard' })).rejects.toThrow('回避')
    await take(town.CC2, id, 'start_check', { ...authorised, route: 'standard' })
    await expect(take(town.CC2, id, 'survey', surveyBy(town.CC2, town.CK))).rejects.toMatchObject({
      fieldErrors: { firstPostId: [expect.stringContaining('县级')] },
    })
    await expect(take(town.CC2, id, 'survey', surveyBy(town.CC, town.CK))).rejects.toMatchObject({ status: 422 })
    await take(town.CK, id, 'survey', surveyBy(town.CK, town.CK2))
    const [row] = await asSuperuser<{ by_county: boolean }>('SELECT by_county FROM relief_survey WHERE case_id = $1', [
      id,
    ])
    expect(row).toEqual({ by_county: true })
  })
})

it('D7-edge-04: income is above the line only because of one-off compensation: the table decides, free text does not', async () => {
  const id = await open(town.CC, 'relief_dibao')
  await take(town.CC, id, 'start_check', authorised)
  const given = { ...means('100.00'), compensation: '80000.00' }
  await expect(take(town.CK, id, 'check_means', { ...given, compensationCode: 'gift' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(take(town.CK, id, 'check_means', given)).rejects.toMatchObject({ status: 422 })
  await take(town.CK, id, 'check_means', { ...given, compensationCode: 'work_injury' })
  const income = async () =>
    (await asSuperuser<{ income_fen: number }>('SELECT income_fen FROM relief_means WHERE case_id = $1', [id]))[0]!
      .income_fen
  expect(await income()).toBe(10_000)
  await take(town.CK, id, 'check_means', { ...given, compensationCode: 'land' })
  expect(await income()).toBe(10_000 + Math.ceil(8_000_000 / 12))
})

it('D7-edge-06: false papers: stopped and recovered; the household’s other relief stays', async () => {
  const id = await toProposed(town, 'relief_dibao')
  const other = await open(town.CC, 'relief_temp')
  await take(at(town.CA, '2026-12-01T09:00:00+08:00'), id, 'decide', grant)
  await startPaying(id)
  const CA = at(town.CA, '2026-12-05T09:00:00+08:00')
  await take(at(town.CC, '2026-12-04T09:00:00+08:00'), id, 'hear', { onDay: '2026-12-04', said: '承认' })
  await take(CA, id, 'end', { cause: 'false_papers', from: '2027-01-01', reason: '伪造收入证明' })
  expect((await awards(id)).map((one) => one.state)).toEqual(['stopped'])
  expect((await openTasks(id)).recover).toBe('2027-01-04')
  // A month that was paid before is named, with what came back of it; what was never paid is not claimed.
  await asSuperuser(
    `INSERT INTO relief_award (id, case_id, kind, scope_key, benefit_type, decision_no, part, amount_fen, due_on, month, payee_name_enc, payee_relation, budget_code, state,
       state_at, paid_on, decided_user, decided_on, created_at) SELECT gen_random_uuid(), case_id, kind, scope_key, 'dibao', 'x', m, 21000, (m || '-10')::date, (m || '-01')::date,
       'x', 'self', '${BUDGET}', 'paid', now(), (m || '-10')::date, 'u', '2026-12-01', now() FROM relief_file, unnest(ARRAY['2026-09', '2026-10', '2026-11']) m WHERE case_id = $1`,
    [id],
  )
  const obtained = (amount: string, from = '2026-10-03') => ({ from, to: '2026-12-09', onDay: '2026-12-05', amount })
  const waiver = {
    reason: '已无财产',
    'paper.title': '法院裁定',
    'paper.onDay': '2026-12-04',
    'paper.keptAt': '局档案室',
  }
  // Nobody has said yet what has to come back: it does not close either.
  await expect(take(CA, id, 'close', { onDay: '2026-12-05' })).rejects.toMatchObject({ status: 422 })
  const claims = () =>
    asSuperuser(
      `SELECT a.part, v.cause, v.due_fen, v.recovered_fen FROM relief_recovery v JOIN relief_award a ON a.id = v.award_id WHERE v.case_id = $1 ORDER BY 1`,
      [id],
    )
  await expect(take(CA, id, 'recovered', obtained('420.01'))).rejects.toMatchObject({ status: 422 })
  expect(await claims()).toEqual([])
  await take(CA, id, 'recovered', obtained('300.00'))
  expect(await claims()).toEqual([
    { part: '2026-10', cause: 'false_papers', due_fen: 21_000, recovered_fen: 21_000 },
    { part: '2026-11', cause: 'false_papers', due_fen: 21_000, recovered_fen: 9_000 },
  ])
  expect(await openTasks(id)).toHaveProperty('recover_rest')
  // As long as money is out the file closes in no way.
  for (const [who, step, given] of [
    [CA, 'close', { onDay: '2026-12-05' }],
    [
      town.CC,
      'moved_away',
      {
        movedOn: '2026-11-20',
        to: '外省',
        'paper.title': '迁移证',
        'paper.onDay': '2026-11-20',
        'paper.keptAt': '窗口',
      },
    ],
    [town.CC, 'withdrawn', { onDay: '2026-11-20' }],
  ] as [typeof CA, string, Record<string, string>][])
    await expect(take(who, id, step, given), step).rejects.toMatchObject({ status: 422 })
  expect(await state(id)).toBe('ended')
  await take(CA, id, 'recovered', obtained('120.00'))
  expect(await openTasks(id)).not.toHaveProperty('recover_rest')
  await expect(take(CA, id, 'waive_rest', waiver)).rejects.toMatchObject({ status: 422 })
  expect((await inScope(CA, (ctx) => readBudget(ctx, new URL('http://x')))).recoveries).toMatchObject([
    { cause: '骗取', n: 2, due: '420.00', recovered: '420.00', open: false },
  ])
  expect(await state(other)).toBe('accepted')
  // One month more comes to light; what cannot be had is written off by the decider, and then it closes.
  await take(CA, id, 'recovered', obtained('10.00', '2026-09-03'))
  await expect(take(CA, id, 'close', { onDay: '2026-12-05' })).rejects.toMatchObject({ status: 422 })
  await expect(take(town.CC, id, 'waive_rest', waiver)).rejects.toMatchObject({ status: 403 })
  await take(CA, id, 'waive_rest', waiver)
  await take(CA, id, 'close', { onDay: '2026-12-05' })
  expect(await state(id)).toBe('closed')
  const columns = await asSuperuser<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name LIKE 'relief%' AND column_name ~ 'fine|penalt'`,
  )
  expect(columns).toEqual([])
})

describe('D7-edge-07: a released person’s cause', () => {
  it('reads 其他困难 wherever it stands, and nobody chooses it', () => {
    expect(causeWord('release_from_custody')).toBe('其他困难')
    expect(Object.keys(causes)).not.toContain('release_from_custody')
    expect(Object.values(causes).join()).not.toMatch(/释放|服刑|矫正/)
  })
  it('is not in any paper of the file', async () => {
    const id = await open(town.CC, 'relief_temp')
    await asSuperuser(`UPDATE relief_means SET cause = 'release_from_custody' WHERE case_id = $1`, [id])
    const text = await inScope(town.CC, async (ctx) => {
      const file = await lockCase(ctx.db, 'relief_temp', id)
      const read = await readReliefPaper(ctx, file, true)
      return JSON.stringify(reliefPapers.relief_temp.documents.map((one) => one.blocks(read, '')))
    })
    expect(text).toContain('其他困难')
    expect(text).not.toMatch(/release|custody|释放/)
  })
})

it('D7-edge-08: a prisoner is not counted while inside, and counted from the month of his release', async () => {
  const inside = { name: '孙二', relation: 'spouse', ability: 'able', income: '800.00', notCounted: 'in_custody' }
  const id = await open(town.CC, 'relief_dibao', {
    members: [inside, { name: '孙三', relation: 'child', ability: 'pupil' }],
  })
  expect(await own(id)).toMatchObject({ persons: 2 })
  await take(at(town.CC, '2026-12-10T09:00:00+08:00'), id, 'change_household', {
    from: '2026-12-08',
    ownIncome: '0',
    reason: '刑满回家',
    'members[0].name': '孙二',
    'members[0].relation': 'spouse',
    'members[0].ability': 'able',
    'members[0].income': '800.00',
    'members[1].name': '孙三',
    'members[1].relation': 'child',
    'members[1].ability': 'pupil',
  })
  expect(await own(id)).toMatchObject({ persons: 3 })
  const rows = await asSuperuser<{ counted: boolean; from_on: string; until_on: string | null }>(
    'SELECT counted, from_on::text, until_on::text FROM relief_member WHERE case_id = $1 ORDER BY from_on, counted',
    [id],
  )
  expect(rows).toEqual([
    { counted: false, from_on: '2026-11-23', until_on: '2026-12-08' },
    { counted: true, from_on: '2026-11-23', until_on: '2026-12-08' },
    { counted: true, from_on: '2026-12-08', until_on: null },
    { counted: true, from_on: '2026-12-08', until_on: null },
  ])
})

it('D7-edge-09: the same cause twice in a year needs the approver’s reason', async () => {
  const person = identified('340799198001010011')
  const first = await toProposed(town, 'relief_temp', person)
  const CA = at(town.CA, '2026-11-27T09:00:00+08:00')
  await take(CA, first, 'decide', grant)
  await asSuperuser(`UPDATE case_file SET closed_on = '2026-11-27' WHERE id = $1`, [first])
  const second = await toProposed(town, 'relief_temp', person)
  await expect(take(CA, second, 'decide', grant)).rejects.toMatchObject({
    fieldErrors: { repeatReason: [expect.stringContaining('同一事由')] },
  })
  await take(CA, second, 'decide', { ...grant, repeatReason: '再次住院，确有困难' })
  expect(await state(second)).toBe('decided')
})

it('an application of somebody who has one open is told where it is', async () => {
  const person = identified('340799198001010038')
  await open(town.CC, 'relief_temp', person)
  await expect(open(town.CC, 'relief_temp', person)).rejects.toMatchObject({
    fieldErrors: { idNo: [expect.stringContaining('在办')] },
  })
})

it('D7-edge-11: the approver was a surveyor: blocked, in the verb and in the table', async () => {
  const id = await open(town.CC, 'relief_temp')
  await take(town.CC, id, 'start_check', { ...authorised, route: 'standard' })
  await take(town.CK, id, 'survey', surveyBy(town.CK2, town.CA))
  await take(town.CK, id, 'check_means', means('0'))
  await take(town.CK, id, 'propose', { factor: '1', period: 'once' })
  const later = '2026-11-27T09:00:00+08:00'
  await expect(take(at(town.CA, later), id, 'decide', grant)).rejects.toThrow('入户调查')
  await expect(
    inScope(
      town.CA,
      ({ db }) => db.$executeRaw`UPDATE relief_file SET decided_user = ${town.CA.userId} WHERE case_id = ${id}::uuid`,
    ),
  ).rejects.toThrow('relief_file_hands')
  await take(at(town.CA2, later), id, 'decide', grant)
})

describe('D7-edge-12: an objection on the last day of the notice', () => {
  const say = (receivedAt: string) => ({ source: 'public', receivedAt, claim: '他家有新车' })
  it('at 23:50 counts and holds the decision up', async () => {
    const id = await toProposed(town, 'relief_temp')
    await take(at(town.CC, '2026-11-27T09:00:00+08:00'), id, 'note_objection', say('2026-11-26T23:50'))
    const CA = at(town.CA, '2026-11-27T10:00:00+08:00')
    await expect(take(CA, id, 'decide', grant)).rejects.toThrow('异议')
    await take(town.CK, id, 'back_to_check', { reason: '重新调查，异议不实' })
    await take(at(town.CK, '2026-11-27T11:00:00+08:00'), id, 'propose', { factor: '2', period: 'once' })
    await take(at(town.CA, '2026-12-01T10:00:00+08:00'), id, 'decide', grant)
  })
  it('after midnight is refused with the lawful way', async () => {
    const id = await toProposed(town, 'relief_temp')
    await expect(
      take(at(town.CC, '2026-11-27T09:00:00+08:00'), id, 'note_objection', say('2026-11-27T00:05')),
    ).rejects.toMatchObject({ fieldErrors: { receivedAt: [expect.stringContaining('决定后')] } })
  })
})

it('a notice never names a protected person', async () => {
  const id = await toProposed(town, 'relief_temp', { name: '周小保', protectedPerson: true })
  const [notice] = await notices(id)
  expect(notice!.text.head).toMatch(/^T-340705-2026-\d{6}$/)
  expect(JSON.stringify(notice!.text)).not.toContain('周')
  await expect(
    inScope(
      town.CK,
      ({ db }) => db.$executeRaw`UPDATE relief_notice SET text = '{}'::jsonb WHERE case_id = ${id}::uuid`,
    ),
  ).rejects.toThrow('only taken down')
  expect(reliefTemp.kind.steps.propose).toBeDefined()
})
