/** Legal vice-principals and mentoring through the verbs, and who is kept out (DOMAIN 8.2, 15.2; ACCESS.md §4). */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { roles, type Role } from '~/access/roles'
import { addMaterial, readLibrary, reviewOne } from '~/domains/children/legal/library/materials.server'
import { keepLegalEducation } from '~/domains/children/legal/jobs/keep-legal-education.server'
import { nominate } from '~/domains/children/legal/open/nominate.server'
import { proposeMentoring } from '~/domains/children/legal/open/propose.server'
import { readCoverage } from '~/domains/children/legal/views/coverage.server'
import { readDesk } from '~/domains/children/legal/views/desk.server'
import { asSuperuser } from '../../support/database'
import { actorOf, asWorker, at, brokenChains, inScope, NOON, rowOf } from '../../support/cases'
import {
  actorFor,
  agreed,
  consent,
  enrolled,
  FAR_SCHOOL,
  form,
  idNo,
  lesson,
  letter,
  mentorStep,
  OTHER_SCHOOL,
  person,
  proposal,
  ready,
  SCHOOL,
  serving,
  step,
} from './legal'

let sp: Actor
let sp2: Actor
let ec: Actor
let lv: Actor
let lv2: Actor
let service = ''
const sees = (who: Actor, table: string, id: string) =>
  inScope(who, async ({ db }) => {
    const rows = await db.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${table} WHERE case_id = '${id}'::uuid`,
    )
    return rows[0]!.n
  })
const later = (iso: string, who: Actor) => at({ ...who, authorisedUntil: '2099-12-31' }, iso)

beforeAll(async () => {
  await ready()
  const hands = await Promise.all([
    person('SP', SCHOOL),
    person('SP', OTHER_SCHOOL),
    person('EC', '340705-EB1'),
    person('LV', '340705-JB1', { name: '石明法' }),
    person('LV', '340705-JB1', { name: '史清' }),
  ])
  const made = hands.map((who) => actorFor(who, actorOf(who.role, who.unit)))
  sp = made[0]!
  sp2 = made[1]!
  ec = made[2]!
  lv = made[3]!
  lv2 = made[4]!
  service = await serving({ sp, ec, postId: lv.postId })
})

describe('a service', () => {
  it('is nominated, appointed by the bureau alone, begun after 8 hours of training', async () => {
    const id = await inScope(sp, (ctx) => nominate(ctx, letter({ name: '王培训', idNo: idNo('1981-01-01', 2) })))
    const term = { fromOn: '2026-11-23', untilOn: '2029-11-22' }
    await expect(step(sp, id, 'appoint', term)).rejects.toMatchObject({ status: 403 })
    await expect(step(ec, id, 'appoint', { ...term, untilOn: '2029-11-23' })).rejects.toMatchObject({
      fieldErrors: { untilOn: [expect.stringContaining('2029-11-22')] },
    })
    await step(ec, id, 'appoint', term)
    const begin = { onDay: '2026-11-23', trainingHours: '7' }
    await expect(step(sp, id, 'begin', begin)).rejects.toMatchObject({
      fieldErrors: { trainingHours: [expect.stringContaining('8 学时')] },
    })
    await expect(step(sp, id, 'begin', { ...begin, trainingHours: '8', postId: lv.postId })).rejects.toMatchObject({
      fieldErrors: { postId: [expect.stringContaining('本人')] },
    })
    await step(sp, id, 'begin', { ...begin, trainingHours: '8' })
    expect(await rowOf(id)).toMatchObject({ state: 'active', next_due_on: '2029-09-23' })
  })

  it('refuses a third school, and keeps no ID number', async () => {
    const own = { name: '郑三校', idNo: idNo('1982-02-02', 3) }
    await inScope(sp, (ctx) => nominate(ctx, letter(own)))
    await inScope(sp2, (ctx) => nominate(ctx, letter({ ...own, school: OTHER_SCHOOL })))
    const far = actorOf('SP', FAR_SCHOOL)
    await expect(inScope(far, (ctx) => nominate(ctx, letter({ ...own, school: FAR_SCHOOL })))).rejects.toMatchObject({
      fieldErrors: { idNo: [expect.stringContaining('2 所学校')] },
    })
    await expect(inScope(sp, (ctx) => nominate(ctx, letter(own)))).rejects.toMatchObject({ status: 422 })
    const [row] = await asSuperuser<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_event e JOIN lvp_service s USING (case_id) WHERE to_jsonb(s)::text LIKE $1 OR e.inputs_enc LIKE $1`,
      [`%${own.idNo}%`],
    )
    expect(row!.n).toBe(0)
  })

  it('of a retired person ends at 65 and after one term', async () => {
    const old = letter({ name: '老李', idNo: idNo('1960-01-01', 4), retired: true })
    await expect(inScope(sp, (ctx) => nominate(ctx, old))).rejects.toMatchObject({
      fieldErrors: { idNo: [expect.stringContaining('65 周岁')] },
    })
    const id = await serving(
      { sp, ec },
      { name: '老张', idNo: idNo('1963-01-01', 5), retired: true },
      { fromOn: '2023-12-01', untilOn: '2026-11-30' },
    )
    await asWorker((db) => keepLegalEducation(db, NOON))
    expect((await rowOf(id)).state).toBe('expiring')
    const paper = { 'paper.title': '函', 'paper.onDay': '2026-11-20', 'paper.keptAt': '档案室' }
    await expect(step(ec, id, 'renew', { untilOn: '2029-11-30', ...paper })).rejects.toMatchObject({
      message: expect.stringContaining('一个任期'),
    })
  })

  it('that cannot go on shows its officer nothing any more, and gives the bureau 30 days', async () => {
    const id = await serving({ sp: sp2, ec, postId: lv2.postId }, { name: '史清', idNo: idNo('1983-03-03', 6) })
    expect(await sees(lv2, 'lvp_service', id)).toBe(1)
    await step(sp2, id, 'unable', { onDay: '2026-11-20', reason: '调离' })
    expect(await rowOf(id)).toMatchObject({ state: 'vacant', next_due_on: '2026-12-20', next_task: 'replace' })
    expect(await sees(later('2026-11-23T12:00:01+08:00', lv2), 'lvp_service', id)).toBe(0)
    await expect(step(ec, id, 'replaced', { checked: 'on' })).rejects.toMatchObject({ status: 422 })
    await serving({ sp: sp2, ec }, { name: '接任', idNo: idNo('1984-03-03', 7) })
    await step(ec, id, 'replaced', { checked: 'on' })
    expect((await rowOf(id)).state).toBe('ended')
  })

  it('is renewed once it is about to end: a new term, and what the officer sees lasts as long', async () => {
    const id = await serving(
      { sp, ec, postId: lv.postId },
      { name: '石明法', idNo: idNo('1985-03-03', 8) },
      { fromOn: '2024-01-10', untilOn: '2027-01-09' },
    )
    await asWorker((db) => keepLegalEducation(db, NOON))
    const paper = { 'paper.title': '函', 'paper.onDay': '2026-11-20', 'paper.keptAt': '档案室' }
    await expect(step(sp, id, 'renew', { untilOn: '2030-01-08', ...paper })).rejects.toMatchObject({ status: 403 })
    await step(ec, id, 'renew', { untilOn: '2030-01-08', ...paper })
    expect(await sees(later('2030-01-08T20:00:00+08:00', lv), 'lvp_service', id)).toBe(1)
    expect(await sees(later('2030-01-09T00:00:00+08:00', lv), 'lvp_service', id)).toBe(0)
  })
})

describe('lessons', () => {
  it('are planned, given, struck out; a lesson of 9 hours and one outside the term are refused', async () => {
    await expect(step(lv, service, 'hold_lesson', lesson({ hours: '9' }))).rejects.toMatchObject({
      fieldErrors: { hours: [expect.stringContaining('4 课时')] },
    })
    await expect(step(lv, service, 'hold_lesson', lesson({ onDay: '2026-08-31' }))).rejects.toMatchObject({
      fieldErrors: { onDay: [expect.stringContaining('聘期')] },
    })
    await expect(step(lv, service, 'hold_lesson', lesson({ onDay: '2026-11-24' }))).rejects.toMatchObject({
      status: 422,
    })
    await step(lv, service, 'plan_lesson', lesson({ onDay: '2026-11-23' }))
    const desk = await inScope(lv, (ctx) => readDesk(ctx))
    const planned = desk.lessons.find((one) => one.caseId === service)!
    const hold = lesson({ onDay: '2026-11-23', lessonId: planned.id, headCount: '38' })
    await step(lv, service, 'hold_lesson', hold)
    await expect(step(lv, service, 'hold_lesson', hold)).rejects.toMatchObject({ status: 409 })
    const mine = async () => (await inScope(lv, (ctx) => readDesk(ctx))).schools.find((one) => one.id === service)!
    expect(await mine()).toMatchObject({ hours: 2, met: false })
    await step(lv, service, 'hold_lesson', lesson())
    expect(await mine()).toMatchObject({ hours: 4, met: true })
    await step(sp, service, 'drop_lesson', { lessonId: planned.id, reason: '记错了' })
    expect(await mine()).toMatchObject({ hours: 2 })
  })

  it('of another school cannot be reached by their number', async () => {
    const other = await serving({ sp: sp2, ec }, { name: '别校', idNo: idNo('1986-03-03', 9) })
    await step(sp2, other, 'plan_lesson', lesson({ onDay: '2026-11-25' }))
    const [row] = await asSuperuser<{ id: string }>('SELECT id FROM legal_lesson WHERE case_id = $1', [other])
    await expect(step(lv, service, 'drop_lesson', { lessonId: row!.id, reason: '试' })).rejects.toMatchObject({
      status: 422,
    })
    await expect(step(lv, service, 'hold_lesson', lesson({ lessonId: row!.id }))).rejects.toMatchObject({ status: 409 })
    await expect(step(lv, other, 'hold_lesson', lesson())).rejects.toMatchObject({ status: 404 })
    await expect(step(ec, service, 'hold_lesson', lesson())).rejects.toMatchObject({ status: 403 })
  })

  it('D4-edge-07: the check of 1 November finds the school that is short, hours of another do not help it', async () => {
    await asWorker((db) => keepLegalEducation(db, NOON))
    const open = () =>
      asSuperuser<{ code: string; scope_key: string; due_on: string }>(
        `SELECT code, scope_key, due_on::text FROM task WHERE code LIKE 'legal_hours%' AND done_at IS NULL ORDER BY 1, 2`,
      )
    expect(await open()).toEqual([
      { code: 'legal_hours', scope_key: SCHOOL, due_on: '2026-12-01' },
      { code: 'legal_hours', scope_key: OTHER_SCHOOL, due_on: '2026-12-01' },
      { code: 'legal_hours_county', scope_key: '340705-EB1', due_on: '2026-12-01' },
    ])
    await step(lv, service, 'hold_lesson', lesson({ hours: '3', className: '全校' }))
    await asWorker((db) => keepLegalEducation(db, NOON))
    expect((await open()).map((one) => one.scope_key)).toEqual([OTHER_SCHOOL, '340705-EB1'])
    const page = await inScope(ec, (ctx) => readCoverage(ctx, new URL('http://x/?gap=short')))
    expect(page.rows.map((row) => row.code)).toEqual([OTHER_SCHOOL])
    expect(page.figures).toMatchObject({ schools: 2, covered: 2 })
  })
})

describe('the library', () => {
  const library = (who: Actor, fields?: Record<string, string>) =>
    inScope(who, async (ctx) => {
      const c = { ...ctx, form: form(fields ?? {}), url: new URL('http://x/') } as never
      if (!fields) return readLibrary(c)
      await (fields.verdict ? reviewOne(c) : addMaterial(c))
      return null
    })
  const material = { title: '网络欺凌课件', topic: 'bullying', form: 'slides', foundAt: 'https://example.cn/1' }
  it('shares what the bureau has looked at, and nothing before; used in lessons only then', async () => {
    await library(lv, material)
    const [row] = await asSuperuser<{ id: string }>('SELECT id FROM legal_material')
    expect((await library(lv2))!.rows).toEqual([])
    expect((await library(lv))!.rows).toMatchObject([{ code: 'proposed' }])
    await expect(step(lv, service, 'hold_lesson', lesson({ materials: row!.id }))).rejects.toMatchObject({
      fieldErrors: { materials: [expect.any(String)] },
    })
    await expect(library(lv, { id: row!.id, verdict: 'shared' })).rejects.toMatchObject({ status: 403 })
    await expect(library(ec, { id: row!.id, verdict: 'declined' })).rejects.toMatchObject({
      fieldErrors: { why: [expect.any(String)] },
    })
    await library(ec, { id: row!.id, verdict: 'shared' })
    await expect(library(ec, { id: row!.id, verdict: 'shared' })).rejects.toMatchObject({ status: 409 })
    await step(lv, service, 'hold_lesson', lesson({ materials: row!.id }))
    expect((await library(sp))!.rows).toMatchObject([{ code: 'shared', used: 1 }])
    expect((await library(actorOf('SP', FAR_SCHOOL)))!.rows).toEqual([])
  })
})

describe('mentoring', () => {
  it('needs an enrolled child, a consent, the child’s word, and ends with the school year', async () => {
    const child = await enrolled()
    const stranger = await enrolled('陈外校', OTHER_SCHOOL)
    await expect(inScope(sp, (ctx) => proposeMentoring(ctx, proposal(stranger, service)))).rejects.toMatchObject({
      fieldErrors: { childId: [expect.any(String)] },
    })
    await expect(inScope(sp2, (ctx) => proposeMentoring(ctx, proposal(stranger, service)))).rejects.toMatchObject({
      fieldErrors: { serviceId: [expect.any(String)] },
    })
    const id = await inScope(sp, (ctx) => proposeMentoring(ctx, proposal(child, service)))
    await expect(inScope(sp, (ctx) => proposeMentoring(ctx, proposal(child, service)))).rejects.toMatchObject({
      status: 422,
    })
    expect(await rowOf(id)).toMatchObject({ name: '小明', person_id: null, birth_on: null, next_task: 'agree' })
    expect(await sees(lv, 'mentoring_file', id)).toBe(0)
    const { asked: _, ...unasked } = consent()
    await expect(mentorStep(sp, id, 'agree', unasked)).rejects.toMatchObject({
      fieldErrors: { asked: [expect.any(String)] },
    })
    await expect(mentorStep(sp, id, 'agree', consent({ untilOn: '2027-09-01' }))).rejects.toMatchObject({
      fieldErrors: { untilOn: [expect.stringContaining('2027-08-31')] },
    })
    await mentorStep(sp, id, 'agree', consent())
    await expect(mentorStep(lv2, id, 'accept', { read: 'on' })).rejects.toMatchObject({ status: 404 })
    await mentorStep(lv, id, 'accept', { read: 'on' })
    await mentorStep(lv, id, 'talk', { onDay: '2026-11-22', length: '2', topic: 'online', nextOn: '2026-12-10' })
    await expect(
      mentorStep(lv, id, 'talk', { onDay: '2026-11-22', length: '2', topic: 'online', nextOn: '2027-07-02' }),
    ).rejects.toMatchObject({ fieldErrors: { nextOn: [expect.stringContaining('2027-07-01')] } })
    const [mentee] = (await inScope(lv, (ctx) => readDesk(ctx))).mentees
    expect(mentee).toMatchObject({ name: '小明', needs: '同学相处', due: { text: '12月10日' } })
    // After the last day the mentor is denied, whether or not the worker has been.
    expect(await sees(later('2027-07-01T23:59:59+08:00', lv), 'mentoring_file', id)).toBe(1)
    const after = later('2027-07-02T00:00:00+08:00', lv)
    expect(await sees(after, 'mentoring_file', id)).toBe(0)
    await expect(
      mentorStep(after, id, 'talk', { onDay: '2027-07-01', length: '1', topic: 'online' }),
    ).rejects.toMatchObject({ status: 404 })
    await asWorker((db) => keepLegalEducation(db, new Date('2027-07-02T03:00:00+08:00')))
    expect((await rowOf(id)).state).toBe('ended')
  })

  it('is renewed by a new consent for the next school year', async () => {
    const id = await agreed(sp, await enrolled('林一'), service)
    await mentorStep(lv, id, 'accept', { read: 'on' })
    await mentorStep(sp, id, 'renew', consent({ untilOn: '2027-08-31' }))
    expect(await sees(later('2027-08-31T12:00:00+08:00', lv), 'mentoring_file', id)).toBe(1)
    const [row] = await asSuperuser<{ n: number; term: number }>(
      `SELECT (SELECT count(*)::int FROM consent WHERE case_id = $1) AS n, term FROM mentoring_file WHERE case_id = $1`,
      [id],
    )
    expect(row).toEqual({ n: 2, term: 2 })
  })

  it('that the vice-principal does not take on is closed to him', async () => {
    const id = await agreed(sp, await enrolled('林二'), service)
    await mentorStep(lv, id, 'decline', { reason: '时间排不开' })
    await asWorker((db) => keepLegalEducation(db, NOON))
    expect(await sees(later('2026-11-23T12:00:01+08:00', lv), 'mentoring_file', id)).toBe(0)
  })

  it('ends with the service of its mentor, at once', async () => {
    const own = await serving({ sp, ec, postId: lv2.postId }, { name: '史清', idNo: idNo('1987-03-03', 10) })
    const id = await agreed(sp, await enrolled('林三'), own)
    await mentorStep(lv2, id, 'accept', { read: 'on' })
    await step(ec, own, 'unable', { onDay: '2026-11-23', reason: '调离' })
    expect(await sees(later('2026-11-23T12:00:01+08:00', lv2), 'mentoring_file', id)).toBe(0)
    await asWorker((db) => keepLegalEducation(db, NOON))
    expect((await rowOf(id)).state).toBe('ended')
  })
})

describe('nobody else', () => {
  const tables = ['lvp_service', 'legal_lesson', 'mentoring_file', 'mentoring_talk']
  it('every other role, and the named ones elsewhere or without authorisation, see no row', async () => {
    const mentored = await agreed(sp, await enrolled('林四'), service)
    const outsiders = [
      ...(Object.keys(roles) as Role[])
        .filter((role) => !['SP', 'LV', 'EC'].includes(role))
        .map((role) => actorOf(role, SCHOOL)),
      actorOf('LV', '340705-JB1'),
      actorOf('SP', FAR_SCHOOL),
      actorOf('EC', '340706-EB1'),
      ...[sp, lv, ec].map((who) => ({ ...who, authorisedUntil: '2026-11-22' })),
    ]
    for (const who of outsiders)
      for (const table of tables)
        for (const id of [service, mentored])
          expect(`${who.role} ${table} ${await sees(who, table, id)}`).toBe(`${who.role} ${table} 0`)
    for (const id of [service, mentored]) expect(await sees(sp2, 'lvp_service', id)).toBe(0)
    // The bureau sees services and no mentoring.
    expect(await sees(ec, 'mentoring_file', mentored)).toBe(0)
    expect(await sees(ec, 'lvp_service', service)).toBe(1)
  })

  it('learns from the look-up across schools, or ends a mentor’s view, from outside', async () => {
    const ask = (who: Actor) => inScope(who, ({ db }) => db.$queryRaw`SELECT * FROM lvp_elsewhere('x', 'y', NULL)`)
    await expect(ask(actorOf('JC', '340705-JB1'))).rejects.toThrow('outside the scope')
    await expect(inScope(sp2, ({ db }) => db.$queryRaw`SELECT cut_mentors(${service}::uuid)`)).rejects.toThrow(
      'outside the scope',
    )
  })

  it('and the chains hold', async () => expect(await brokenChains()).toEqual([]))
})
