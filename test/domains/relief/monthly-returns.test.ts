/** The monthly returns of relief and aid: parts add up, each number’s list holds the files it counts, amounts are in fen. */
import { beforeAll, describe, expect, it } from 'vitest'
import { Prisma } from '~/generated/prisma/client'
import { countLines, filesOf, ofUnit } from '~/casefile/returns/count.server'
import { checksOf, shownValue, zeros, type ReturnForm } from '~/casefile/returns/form'
import { reportPeriod } from '~/casefile/returns/period'
import { schoolMonthly, trainingMonthly } from '~/domains/relief/aid-returns.server'
import { dibaoMonthly, tempMonthly } from '~/domains/relief/monthly-returns.server'
import type { Actor } from '~/access/actor'
import { openAid, type AidKind } from '~/domains/relief/open/open-aid.server'
import { reliefDomains } from '~/domains/relief/views/kind-at.server'
import { setClock } from '~/lib/dates'
import * as reports from '~/routes/reports'
import * as one from '~/routes/reports.one'
import { actorOf, at, inScope } from '../../support/cases'
import { asSuperuser, testDatabase } from '../../support/database'
import { makePost, signedIn, type SignedIn } from '../../support/people'
import { BUDGET, confirm, open, seedTown, take, toProposed, type Town } from './town'

const WINDOW = '340705001-CW1'
const SCHOOL = '340705001-SC1'
const LABOUR = '340705-HR1'
const MONEY = '340705-2026-JY'
const november = reportPeriod('2026-11')!
const december = reportPeriod('2026-12')!
let town: Town

const linesOf = (form: ReturnForm, month = november, who = actorOf('CC', WINDOW)) =>
  inScope(who, async ({ db }) => {
    const unit = who.unit.code
    const values = (await countLines(form, db, month, ofUnit(form, unit))).get(unit) ?? zeros(form)
    for (const line of form.lines.filter(({ rows, sums }) => rows === 'files' && !sums)) {
      const [listed] = await db.$queryRaw<{ n: number }[]>(
        Prisma.sql`SELECT count(*)::int AS n FROM case_file c WHERE ${await filesOf(form, line, db, month, ofUnit(form, unit))}`,
      )
      expect([line.code, listed!.n]).toEqual([line.code, values[line.code]])
    }
    expect(checksOf(form, values).filter(({ holds }) => !holds)).toEqual([])
    return values
  })

beforeAll(async () => {
  await testDatabase()
  town = await seedTown()
  // 临时救助: one granted after its notice, one refused for its income, one withdrawn, one by the quick route, one waiting.
  const granted = await toProposed(town, 'relief_temp')
  await take(at(town.CA, '2026-11-28T09:00:00+08:00'), granted, 'decide', { budgetCode: BUDGET, checked: 'on' })
  const refused = await toProposed(town, 'relief_temp')
  await take(at(town.CA, '2026-11-28T10:00:00+08:00'), refused, 'refuse', {
    code: 'income',
    reason: '人均收入超过标准',
  })
  const quick = await open(town.CC, 'relief_temp')
  await take(town.CC, quick, 'quick_grant', {
    object: '食品和住宿',
    basis: '家中断炊，今晚没有住处',
    amount: '310.00',
    askedAt: '2026-11-23T08:30',
  })
  await confirm(town.HEAD, quick, 'quick_grant')
  await open(town.CC, 'relief_temp')
  // 低保: one household of three granted, which finance has paid 330.00 yuan in December.
  const kept = await toProposed(town, 'relief_dibao', { members: undefined })
  await take(at(town.CA, '2026-12-01T09:00:00+08:00'), kept, 'decide', { budgetCode: BUDGET, checked: 'on' })
  for (const set of [`state = 'in_batch'`, `state = 'paid', paid_on = '2026-12-10'`])
    await asSuperuser(`UPDATE relief_award SET ${set} WHERE case_id = $1`, [kept])
  await pupils()
  await trainees()
}, 120_000)

let ST: Actor
let SP: Actor
let HR: Actor
async function person(role: 'ST' | 'SP' | 'EC' | 'HR', unit: string): Promise<Actor> {
  const made = await makePost({ role, unit, authorisedUntil: '2099-01-01' })
  return actorOf(role, unit, { postId: made.id, userId: made.userId })
}
const seen = { category: 'dibao', basis: '低保证核对一致' }
const grant = { budgetCode: MONEY, checked: 'on' }
let n = 0
const takeIn = (who: Actor, kind: AidKind, given: Record<string, unknown>) =>
  inScope(who, (ctx) =>
    openAid(
      ctx,
      kind,
      reliefDomains[kind].kind.steps.accept!.input.parse({
        name: '赵小学',
        idType: 'none',
        noIdReason: `遗失${++n}`,
        sex: 'M',
        hujiCode: '340705001',
        residenceCode: '340705001',
        appliedOn: '2026-11-23',
        need: '负担重',
        ...given,
      }),
    ),
  )

/** 教育救助: one granted and paid 1,250.00 yuan, one refused, one waiting. */
async function pupils(): Promise<void> {
  await asSuperuser(
    `INSERT INTO relief_budget (code, region, year, name, benefits, total_fen) VALUES ('${MONEY}', '340705', 2026, '教育和培训', '{school_aid,training_subsidy}', 10000000)`,
  )
  ST = await person('ST', SCHOOL)
  SP = await person('SP', SCHOOL)
  const EC = await person('EC', '340705-EB1')
  const pupil = () => takeIn(ST, 'relief_school', { birthOn: '2014-05-05', category: 'dibao', stage: 'compulsory' })
  const [given, refused] = [await pupil(), await pupil(), await pupil()]
  for (const id of [given, refused]) await take(SP, id!, 'propose', seen)
  await take(EC, given!, 'decide', grant)
  await take(EC, refused!, 'refuse', { code: 'other', reason: '不是本校学生' })
  for (const set of [`state = 'in_batch'`, `state = 'paid', paid_on = '2026-11-27'`])
    await asSuperuser(`UPDATE relief_award SET ${set} WHERE case_id = $1`, [given])
}

/** 培训补贴: one granted, one waiting. */
async function trainees(): Promise<void> {
  HR = await person('HR', LABOUR)
  const other = await person('HR', LABOUR)
  const trainee = () => takeIn(HR, 'relief_training', { birthOn: '1985-05-05', trade: 'cook' })
  const given = await trainee()
  await trainee()
  await take(HR, given, 'propose', { level: 'junior', provedOn: '2026-11-20', basis: '证书编号核对无误' })
  await take(other, given, 'decide', grant)
}

describe.each([tempMonthly, dibaoMonthly, schoolMonthly, trainingMonthly])('《$title》', (form) => {
  it('names its lines once, and checks and parts by lines that are there', () => {
    const codes = form.lines.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { left, right } of form.checks)
      for (const code of [...left.map(([one]) => one), right]) expect(codes).toContain(code)
    for (const { of } of form.lines) if (of) expect(codes).toContain(of)
  })
})

describe('the numbers', () => {
  it('of temporary relief add up, by course, reason and route', async () => {
    expect(await linesOf(tempMonthly)).toMatchObject({
      start: 0,
      in: 4,
      out: 3,
      out_granted: 2,
      out_refused: 1,
      refused_income: 1,
      end: 1,
      route_quick: 1,
      route_standard: 2,
      helped: 1,
      helped_fen: 31_000,
    })
  })

  it('of the allowance keep households and money apart from applications', async () => {
    expect(await linesOf(dibaoMonthly)).toMatchObject({ in: 1, out: 0, end: 1, kept_end: 0, paid: 0, paid_fen: 0 })
    const later = await linesOf(dibaoMonthly, december)
    expect(later).toMatchObject({ start: 1, out_granted: 1, kept_in: 1, kept_end: 1, kept_persons: 1, paid: 1 })
    expect(later.paid_fen).toBeGreaterThan(0)
  })

  it('are shown in yuan where they are money', () => {
    expect(shownValue('元', 31_000)).toBe('310.00 元')
    expect(shownValue('户', 3)).toBe('3 户')
  })

  it('of school aid are the school’s own: by category and stage, and what was paid', async () => {
    expect(await linesOf(schoolMonthly, november, SP)).toMatchObject({
      in: 3,
      out: 2,
      out_granted: 1,
      out_refused: 1,
      refused_other: 1,
      end: 1,
      category_dibao: 1,
      category_edge: 0,
      stage_compulsory: 1,
      paid: 1,
      paid_fen: 125_000,
    })
  })

  it('of training subsidies are the labour bureau’s own, by what was proved', async () => {
    expect(await linesOf(trainingMonthly, november, HR)).toMatchObject({
      in: 2,
      out: 1,
      end: 1,
      level_junior: 1,
      paid: 0,
    })
  })
})

describe('the hands of a school’s return', () => {
  const of = async (role: 'ST' | 'SP' | 'EC', unit: string) =>
    signedIn(await makePost({ role, unit, authorisedUntil: '2099-01-01' }))
  it('are two, and none of them signs what he prepared; the education bureau sees what was sent up', async () => {
    setClock('2026-12-02T09:00:00+08:00')
    try {
      const [teacher, head, bureau] = [await of('ST', SCHOOL), await of('SP', SCHOOL), await of('EC', '340705-EB1')]
      const begun = await teacher.post(reports.action, '/reports', { form: schoolMonthly.code, period: '2026-11' })
      const id = begun.location!.replace('/reports/', '')
      const act = async (who: SignedIn, intent: string) => {
        const [row] = await asSuperuser<{ state: string; version: number }>(
          'SELECT state, version FROM unit_return WHERE id = $1',
          [id],
        )
        const form = { _intent: intent, _version: String(row!.version), state: row!.state }
        return who.post(one.action, `/reports/${id}`, form, { id })
      }
      expect((await bureau.get(one.loader, `/reports/${id}`, { id })).status).toBe(404)
      for (const intent of ['check', 'sign']) expect((await act(teacher, intent)).status).toBe(403)
      for (const intent of ['check', 'sign', 'submit'])
        expect((await act(head, intent)).location).toContain(`done=${intent}`)
      expect((await bureau.get(one.loader, `/reports/${id}`, { id })).status).toBe(200)
      const stranger = await of('SP', '340705002-SC1')
      expect((await stranger.get(one.loader, `/reports/${id}`, { id })).status).toBe(404)
    } finally {
      setClock(null)
    }
  })
})
