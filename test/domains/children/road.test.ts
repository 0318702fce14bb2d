/** A child's file from the census to the end, by every post that meets it, on the real database. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { act, type Ctx } from '~/casefile/act.server'
import { decide } from '~/casefile/decide.server'
import { listCases } from '~/casefile/find.server'
import { readCase } from '~/casefile/read.server'
import { recordVisit } from '~/casefile/visits/record-visit.server'
import { workerPrisma } from '~/lib/db.server'
import { isUserError } from '~/lib/errors'
import { child, guardianship } from '~/domains/children/domain.server'
import { leaveForAge } from '~/domains/children/jobs/leave-for-age.server'
import { openChild } from '~/domains/children/open/open-child.server'
import { proposeGuardianship } from '~/domains/children/open/propose-guardianship.server'
import { newChild } from '~/domains/children/steps/inputs'
import { CARER_REFUSED } from '~/domains/children/rules'
import { readChildCase } from '~/domains/children/views/case.server'
import { actorOf, at, formOf, inScope, rowOf, seedPlaces } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'

const VILLAGE = '340705001001-VC1'
const SCHOOL = '340705001-SC1'
const OTHER_SCHOOL = '340705002-SC1'
const cd = actorOf('CD', VILLAGE)
const cs = actorOf('CS', '340705001-CW1')
const ca = actorOf('CA', '340705-CA1')
const ec = actorOf('EC', '340705-EB1')
const sp = actorOf('SP', SCHOOL)
const teacher = (no: string, school = SCHOOL) => actorOf('ST', school, { classCode: `${school}-${no}` })
const st = teacher('2024-1')
const st2 = teacher('2024-2')

let n = 0
const given = (more: Record<string, unknown> = {}) =>
  newChild.parse({
    name: '童小禾',
    idType: 'none',
    noIdReason: '未办理',
    sex: 'F',
    birthOn: '2015-05-01',
    category: 'left_behind',
    father: { away: true, name: '童大', reason: 'work', sinceOn: '2025-03-01', province: '浙江', phone: '13855500001' },
    mother: { away: true, name: '禾氏', reason: 'work', province: '浙江' },
    living: 'grandparents',
    livingAlone: false,
    unattended: false,
    schooling: 'enrolled',
    schoolCode: SCHOOL,
    classNo: '2024-1',
    grade: 3,
    ...more,
  })
const open = (more: Record<string, unknown> = {}, actor: Actor = cd) =>
  inScope(actor, (ctx) => openChild(ctx, given({ name: `童小${'禾苗花草林木'[n++ % 6]}`, ...more })))
const take = async (
  actor: Actor,
  id: string,
  step: string,
  fields: Record<string, string>,
  domain: unknown = child,
) => {
  const { version } = await rowOf(id)
  return inScope(actor, (ctx) => act(domain as typeof child, ctx, { caseId: id, step, version, form: formOf(fields) }))
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (!isUserError(error)) throw error
      return error.status
    },
  )
const sees = (actor: Actor, id: string) => refusal(inScope(actor, (ctx) => readCase(ctx, 'child', id, ['outline'])))
const page = (actor: Actor, id: string, query = '') =>
  inScope(actor, (ctx: Ctx) => readChildCase(ctx, id, new URL(`http://x/children/${id}${query}`)))
const DAY = '2026-11-23'

async function confirmed(more: Record<string, unknown> = {}): Promise<string> {
  const id = await open(more)
  await take(cd, id, 'confirm', { onDay: DAY })
  const [proposal] = await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [id])
  expect(await refusal(inScope(cd, (ctx) => decide(child, ctx, { proposalId: proposal!.id, accept: true })))).toBe(403)
  await inScope(cs, (ctx) => decide(child, ctx, { proposalId: proposal!.id, accept: true }))
  return id
}
const agreement = {
  carerName: '童爷爷',
  carerRelation: 'grandparent',
  carerBirthOn: '1960-01-01',
  capable: 'on',
  barsChecked: 'on',
  signers: 'father',
  signedOn: DAY,
  fromOn: DAY,
  toOn: '2027-11-22',
  viewHow: 'told',
  view: '愿意和爷爷在一起',
  notifiedSchoolOn: DAY,
  notifiedVillageOn: DAY,
  'paper.title': '委托照护协议',
  'paper.onDay': DAY,
  'paper.keptAt': '村委会柜 1',
}
const care = { onDay: DAY, level: 'weak', levelReason: '爷爷年纪大', plan: '每月走访', need: '喜欢画画' }
async function inCare(more: Record<string, unknown> = {}): Promise<string> {
  const id = await confirmed(more)
  await take(cd, id, 'agree', agreement)
  await take(cd, id, 'start_care', care)
  return id
}
const tasks = async (id: string) =>
  Object.fromEntries(
    (
      await asSuperuser<{ code: string; due: string }>(
        'SELECT code, due_on::text AS due FROM task WHERE case_id = $1 AND done_at IS NULL ORDER BY code',
        [id],
      )
    ).map((row) => [row.code, row.due]),
  )

beforeEach(async () => {
  await testDatabase()
  await seedPlaces()
})

describe('the usual road', () => {
  it('candidate → confirmed by two hands → agreed → in care, with its clocks', async () => {
    const id = await open()
    expect(await tasks(id)).toEqual({ review: '2026-11-30' })
    const kept = await confirmed()
    expect(Object.keys(await tasks(kept))).toEqual(['agreement', 'aid_screen', 'teacher_visit'])
    expect((await tasks(kept)).agreement).toBe('2026-12-14')
    await take(cd, kept, 'agree', agreement)
    expect((await rowOf(kept)).state).toBe('agreed')
    await take(cd, kept, 'start_care', care)
    const open2 = await tasks(kept)
    expect(open2.visit).toBe('2026-12-23')
    expect(open2.assessment).toBe('2027-05-23')
    expect(open2.renew).toBe('2027-10-23')
    const [row] = await asSuperuser<{ view: string }>(
      'SELECT view_how AS view FROM child_agreement WHERE case_id = $1',
      [kept],
    )
    expect(row!.view).toBe('told')
  })

  it('D4-edge-01: one parent away, the other able: not eligible, hardship check offered, and no way around', async () => {
    const id = await open({ mother: { away: false, capacity: 'able' } })
    expect(await refusal(take(cd, id, 'confirm', { onDay: DAY }))).toBe(422)
    expect(await refusal(take(cd, id, 'not_eligible', { onDay: DAY, reason: 'other_able' }))).toBe(422)
    await take(cd, id, 'not_eligible', { onDay: DAY, reason: 'other_able', offer: 'accepted' })
    const [proposal] = await asSuperuser<{ id: string }>('SELECT id FROM proposal WHERE case_id = $1', [id])
    await inScope(cs, (ctx) => decide(child, ctx, { proposalId: proposal!.id, accept: true }))
    expect((await rowOf(id)).state).toBe('not_eligible')
    expect(await sees(st, id)).toBe(404)
    // A reason that the facts refute is none.
    const away = await open()
    expect(await refusal(take(cd, away, 'not_eligible', { onDay: DAY, reason: 'none_away' }))).toBe(422)
  })

  it('D4-edge-03: a carer with a bar is refused in general words, and nothing of it is kept', async () => {
    const id = await confirmed()
    const error = await take(cd, id, 'agree', { ...agreement, barred: 'on' }).catch((caught: unknown) => caught)
    expect(JSON.stringify(error)).toContain(CARER_REFUSED)
    expect((await rowOf(id)).state).toBe('confirmed')
    await take(cd, id, 'decline_carer', { onDay: DAY, alternatives: 'relative' })
    expect(await asSuperuser('SELECT 1 FROM child_agreement WHERE case_id = $1', [id])).toEqual([])
    const [row] = await asSuperuser<{ on: string; alternatives: string[] }>(
      'SELECT carer_declined_on::text AS on, alternatives FROM child_file WHERE case_id = $1',
      [id],
    )
    expect(row).toEqual({ on: DAY, alternatives: ['relative'] })
  })

  it('D4-edge-05: a parent who consents to nothing optional: visits, agreement and care go on', async () => {
    const id = await inCare()
    expect(await asSuperuser('SELECT 1 FROM consent WHERE case_id = $1', [id])).toEqual([])
    await inScope(cd, (ctx) =>
      recordVisit(child, ctx, { caseId: id, form: formOf({ type: 'phone', onDay: DAY, note: '电话里都好' }) }),
    )
    await take(cd, id, 'assess', { onDay: DAY, level: 'good', reason: '照料稳定' })
    expect((await rowOf(id)).state).toBe('in_care')
    // What does need consent is not written without it.
    expect(await refusal(take(cd, id, 'health', { text: '哮喘' }))).toBe(422)
  })
})

describe('who sees a child', () => {
  it('the school and the class from enrolment, moved the same day; nobody of another class, school, village', async () => {
    const id = await open()
    expect([await sees(sp, id), await sees(st, id)]).toEqual(['done', 'done'])
    expect([await sees(st2, id), await sees(teacher('2024-1', OTHER_SCHOOL), id)]).toEqual([404, 404])
    expect(await sees(actorOf('PH', SCHOOL), id)).toBe(404)
    expect(await sees(actorOf('CD', '340705002001-VC1'), id)).toBe(404)
    expect(await sees(actorOf('CS', '340705002-CW1'), id)).toBe(404)
    expect(await sees({ ...st, authorisedUntil: '2026-11-22' }, id)).toBe(404)
    expect(await sees({ ...cd, authorisedUntil: null }, id)).toBe(404)
    // The teacher moves the child to the other class of the school.
    await take(st, id, 'enrol', {
      schooling: 'enrolled',
      schoolCode: SCHOOL,
      classNo: '2024-2',
      grade: '3',
      onDay: DAY,
    })
    expect([await sees(st, id), await sees(st2, id)]).toEqual([404, 'done'])
    // To another school the village does.
    expect(
      await refusal(
        take(sp, id, 'enrol', { schooling: 'enrolled', schoolCode: OTHER_SCHOOL, classNo: '2024-1', onDay: DAY }),
      ),
    ).toBe(422)
    await take(cd, id, 'enrol', { schooling: 'enrolled', schoolCode: OTHER_SCHOOL, classNo: '2024-1', onDay: DAY })
    expect([await sees(sp, id), await sees(st2, id), await sees(teacher('2024-1', OTHER_SCHOOL), id)]).toEqual([
      404,
      404,
      'done',
    ])
  })

  it('lists of a teacher hold the own class alone; list = number', async () => {
    const mine = await open()
    await open({ classNo: '2024-2' })
    await open({ schoolCode: OTHER_SCHOOL })
    const list = await inScope(st, (ctx) => listCases(ctx, 'child', {}))
    expect([list.rows.map((row) => row.id), list.count]).toEqual([[mine], 1])
    expect((await inScope(sp, (ctx) => listCases(ctx, 'child', {}))).count).toBe(2)
    expect((await inScope(ec, (ctx) => listCases(ctx, 'child', {}))).count).toBe(3)
  })

  it('D4-edge-09: a parent in prison is read in the view full alone', async () => {
    const id = await open({
      category: 'parent_in_custody',
      father: { away: true, reason: 'custody', returnPlan: '2027 年释放' },
      mother: { away: false, capacity: 'able' },
    })
    for (const actor of [sp, st, ec]) {
      const text = JSON.stringify(await page(actor, id))
      expect(text).not.toMatch(/服刑|羁押|释放|custody/)
      expect(text).toContain('困境儿童')
      expect(await inScope(actor, ({ db }) => db.childPrivate.count())).toBe(0)
      expect(await inScope(actor, ({ db }) => db.childParent.count())).toBe(0)
    }
    for (const actor of [cd, cs]) expect(JSON.stringify(await page(actor, id))).toContain('服刑在教人员未成年子女')
  })

  it('a legal vice-principal: given by the school until a day; never without one, never after it', async () => {
    const id = await inCare()
    const lv = actorOf('LV', '340705-JB1')
    await asSuperuser(
      `INSERT INTO app_user (id, name, username, email, updated_at) VALUES ($1, '法', 'lv', 'lv@x', now())`,
      [lv.userId],
    )
    await asSuperuser(
      `INSERT INTO post (id, user_id, role, unit_code, from_on) VALUES ($1, $2, 'LV', '340705-JB1', '2026-01-01')`,
      [lv.postId, lv.userId],
    )
    const grant = { postId: lv.postId, consentBy: '童大', consentOn: DAY, keptAt: '校办', reason: '结对辅导' }
    expect(await refusal(take(sp, id, 'grant_view', grant))).toBe(422)
    expect(await refusal(take(sp, id, 'grant_view', { ...grant, untilOn: '2028-01-01' }))).toBe(422)
    expect(await refusal(take(cd, id, 'grant_view', { ...grant, untilOn: '2026-12-31' }))).toBe(403)
    expect(await sees(lv, id)).toBe(404)
    await take(sp, id, 'grant_view', { ...grant, untilOn: '2026-12-31' })
    const text = JSON.stringify(await page(lv, id))
    expect(text).toContain('喜欢画画')
    expect(text).not.toMatch(/童小|童大|童爷爷|138/)
    expect(await sees(at(lv, '2026-12-31T23:00:00+08:00'), id)).toBe('done')
    expect(await sees(at(lv, '2027-01-01T00:00:00+08:00'), id)).toBe(404)
    await take(sp, id, 'end_view', { postId: lv.postId })
    expect(await sees(lv, id)).toBe(404)
  })

  it('D4-edge-06: a child with a file elsewhere is not filed twice', async () => {
    const who = {
      idType: 'resident',
      idNo: '340799201505010028',
      noIdReason: undefined,
      birthOn: undefined,
      sex: undefined,
    }
    await open(who)
    expect(await refusal(open(who, actorOf('CD', '340706001001-VC1')))).toBe(422)
  })
})

describe('visits', () => {
  const visit = (actor: Actor, id: string, type: string) =>
    inScope(actor, (ctx) => recordVisit(child, ctx, { caseId: id, form: formOf({ type, onDay: DAY, note: '都好' }) }))
  it('each post its own; the clocks move on', async () => {
    const id = await inCare()
    expect(await refusal(visit(st, id, 'home_visit'))).toBe(422)
    expect(await refusal(visit(cd, id, 'school_home'))).toBe(422)
    expect(await refusal(visit(st2, id, 'school_home'))).toBe(404)
    await visit(cd, id, 'home_visit')
    await visit(st, id, 'school_home')
    expect(await tasks(id)).toMatchObject({ visit: '2026-12-23', teacher_visit: '2027-06-01' })
    // The school reads its own visits alone.
    const shown = await page(st, id, '?tab=visits')
    expect(shown.view === 'school' && shown.visits!.map((one) => one.label)).toEqual(['教师家访'])
  })
  it('a child found alone is visited the same day', async () => {
    const id = await open({ livingAlone: true })
    expect((await tasks(id)).alone).toBe(DAY)
    await visit(cd, id, 'home_visit')
    expect(await tasks(id)).not.toHaveProperty('alone')
  })
  it('a dropout is answered the same day', async () => {
    const id = await inCare()
    await take(st, id, 'dropout', { onDay: DAY })
    expect((await tasks(id)).dropout).toBe(DAY)
  })
})

describe('a danger', () => {
  const found = { foundAt: '2026-11-23T09:00', sign: 'hurt', facts: '手臂有青紫' }
  it('by the teacher, at once; reported; what was seen is the village’s and the town’s to read', async () => {
    const id = await inCare()
    expect(await refusal(take(st2, id, 'danger', found))).toBe(404)
    await take(st, id, 'danger', found)
    expect(await tasks(id)).toMatchObject({ report: DAY, danger_visit: DAY })
    expect(await inScope(st, ({ db }) => db.childRisk.count())).toBe(0)
    expect(JSON.stringify(await page(st, id))).not.toContain('青紫')
    expect(JSON.stringify(await page(cs, id, '?tab=care'))).toContain('青紫')
    expect(await refusal(take(cs, id, 'out_of_danger', { onDay: DAY, level: 'weak', result: '已解除' }))).toBe(422)
    await take(st, id, 'log_report', { reportedAt: '2026-11-23T09:30', to: 'police', receiptNo: '110-1' })
    await take(cs, id, 'out_of_danger', { onDay: DAY, level: 'weak', result: '照料人已更换' })
    expect((await rowOf(id)).state).toBe('in_care')
    expect(await tasks(id)).not.toHaveProperty('report')
  })

  it('becomes a guardianship by the county’s decision, and the child’s file follows', async () => {
    const id = await inCare()
    const form = () => formOf({ ground: 'unable', onDay: DAY, facts: '无人照料' })
    expect(await refusal(inScope(cs, (ctx) => proposeGuardianship(ctx, id, form())))).toBe(403)
    await take(cd, id, 'danger', found)
    const file = await inScope(cs, (ctx) => proposeGuardianship(ctx, id, form()))
    expect(await refusal(inScope(cd, (ctx) => proposeGuardianship(ctx, id, form())))).toBe(409)
    const decision = { ground: 'unable', place: 'foster', decisionNo: '民监 1', fromOn: DAY, reason: '无人照料' }
    expect(await refusal(take(cs, file, 'decide', { ...decision, untilOn: '2027-05-01' }, guardianship))).toBe(403)
    expect(await refusal(take(ca, file, 'decide', { ...decision, untilOn: '2028-05-01' }, guardianship))).toBe(422)
    await take(ca, file, 'decide', { ...decision, untilOn: '2027-05-01' }, guardianship)
    expect([(await rowOf(file)).state, (await rowOf(id)).state]).toEqual(['temporary', 'protected'])
    expect(await tasks(id)).toEqual({})
    expect(await sees(ca, id)).toBe(404)
    await take(ca, file, 'end', { cause: 'returned', onDay: DAY }, guardianship)
    expect((await rowOf(id)).state).toBe('in_care')
    expect(Object.keys(await tasks(id))).toEqual(['assessment', 'visit'])
  })
})

describe('the end', () => {
  const run = <T>(work: (db: never) => Promise<T>) =>
    workerPrisma.$transaction(async (db) => {
      await db.$executeRaw`SELECT set_config('app.now', '2026-11-25T01:00:00Z', true)`
      return work(db as never)
    })
  it('D4-edge-02: at 16 out of the register the next day; the school goes on to the end of the term', async () => {
    const id = await inCare({ birthOn: '2010-11-24' })
    const young = await inCare()
    expect(await leaveForAge(run as never, new Date('2026-11-24T09:00:00+08:00'))).toBe(0)
    expect(await leaveForAge(run as never, new Date('2026-11-26T09:00:00+08:00'))).toBe(1)
    expect(await leaveForAge(run as never, new Date('2026-11-26T09:00:00+08:00'))).toBe(0)
    const row = await rowOf(id)
    expect([row.state, row.closed_on, row.retain_until, (await rowOf(young)).state]).toEqual([
      'exited',
      '2026-11-25',
      '2031-11-24',
      'in_care',
    ])
    expect(await sees(at(st, '2027-01-31T20:00:00+08:00'), id)).toBe('done')
    expect(await sees(at(st, '2027-02-01T00:00:00+08:00'), id)).toBe(404)
  })
  it('a parent back: three months, by the town', async () => {
    const id = await inCare()
    const exit = { cause: 'parent_back', onDay: DAY, sure: 'on' }
    expect(await refusal(take(cs, id, 'exit', exit))).toBe(422)
    await asSuperuser(`UPDATE child_file SET parent_back_on = '2026-08-20' WHERE case_id = $1`, [id])
    await take(cs, id, 'exit', { cause: 'parent_back', onDay: DAY })
    expect((await rowOf(id)).state).toBe('exited')
    expect(await sees(st, id)).toBe(404)
    await take(cs, id, 'archive', { onDay: DAY, keptAt: '乡镇柜 2' })
    expect((await rowOf(id)).state).toBe('archived')
  })
})
