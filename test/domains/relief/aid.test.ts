/** Aid through the school, training subsidies, recommended loans: their course by different hands, their limits, their silence. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '~/access/actor'
import { lockCase } from '~/casefile/load-case.server'
import { readReliefPaper } from '~/domains/relief/documents/read-file.server'
import { reliefPapers } from '~/domains/relief/documents.server'
import { followPayments } from '~/domains/relief/jobs/follow-payments.server'
import { openAid, type AidKind } from '~/domains/relief/open/open-aid.server'
import { schoolYearOf } from '~/domains/relief/rules'
import { reliefDomains } from '~/domains/relief/views/kind-at.server'
import { readDesk } from '~/domains/relief/views/desk.server'
import { encrypt } from '~/lib/crypto.server'
import { loader as desk } from '~/routes/relief.desk'
import * as newRoute from '~/routes/relief.new'
import { actorOf, asWorker, at, brokenChains, inScope, openAt } from '../../support/cases'
import { makeRng, inventIdNo } from '../../../prisma/seed/people'
import { asSuperuser, testDatabase } from '../../support/database'
import { asInDemo, makePost, newcomer, signedIn } from '../../support/people'
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
  type Town,
} from './town'

const SCHOOL = '340705001-SC1'
const MONEY = '340705-2026-JY'
let town: Town
let ST: Actor
let SP: Actor
let EC: Actor
let EC2: Actor
let HR: Actor
let HR2: Actor

async function person(role: 'ST' | 'SP' | 'EC' | 'HR', unit: string, name: string): Promise<Actor> {
  const made = await makePost({ role, unit, name })
  return actorOf(role, unit, { postId: made.id, userId: made.userId, userName: name })
}

beforeAll(async () => {
  asInDemo()
  await testDatabase()
  town = await seedTown()
  await asSuperuser(
    `INSERT INTO relief_budget (code, region, year, name, benefits, total_fen) VALUES ('${MONEY}', '340705', 2026, '教育和培训', '{school_aid,training_subsidy}', 10000000)`,
  )
  ST = await person('ST', SCHOOL, '班主任甲')
  SP = await person('SP', SCHOOL, '校长甲')
  EC = await person('EC', '340705-EB1', '教育甲')
  EC2 = await person('EC', '340705-EB1', '教育乙')
  HR = await person('HR', '340705-HR1', '人社甲')
  HR2 = await person('HR', '340705-HR1', '人社乙')
}, 60_000)

const GIVEN = '安博昌德恩丰刚海吉康磊明宁平启仁尚天伟祥'
let n = 0
/** A name nobody had before. */
const nobody = () => `欧阳${GIVEN[n++ % GIVEN.length]}`
/** Somebody with a number of his own: the same name is the same person. */
const base = (name: string, birthOn = '2014-05-05') => {
  const order = [...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)!) % 400, 7)
  return {
    name,
    idType: 'resident',
    idNo: inventIdNo(makeRng(1), birthOn, 'M', order),
    hujiCode: '340705001',
    residenceCode: '340705001',
    appliedOn: '2026-11-23',
    need: '寄宿生活费负担重',
  }
}
const take_in = (actor: Actor, kind: AidKind, given: Record<string, unknown>) =>
  inScope(actor, (ctx) => openAid(ctx, kind, reliefDomains[kind].kind.steps.accept!.input.parse(given)))
const pupil = (who = nobody(), given: Record<string, unknown> = {}) =>
  take_in(ST, 'relief_school', { ...base(who), category: 'dibao', stage: 'compulsory', ...given })
const trainee = (who = nobody(), trade = 'cook', actor = HR) =>
  take_in(actor, 'relief_training', { ...base(who, '1985-05-05'), trade })
const seen = { category: 'dibao', basis: '低保证核对一致' }
const proved = { level: 'junior', provedOn: '2026-11-20', basis: '证书编号核对无误' }
const grant = { budgetCode: MONEY, checked: 'on' }

describe('教育救助', () => {
  it('goes from the class teacher through the school to the bureau and to the bank, by four hands', async () => {
    const id = await pupil()
    expect(await openTasks(id)).toEqual({ school_check: '2026-11-30', decide: '2026-12-21' })
    await take(SP, id, 'propose', seen)
    expect(await own(id)).toMatchObject({
      proposed_fen: 125_000,
      school_year: 2026,
      accepted_user: ST.userId,
      checked_user: SP.userId,
    })
    await take(EC, id, 'decide', grant)
    expect(await awards(id)).toEqual([{ part: 'once', amount_fen: 125_000, state: 'unpaid', due_on: '2026-11-23' }])
    const set = (to: string) => asSuperuser(`UPDATE relief_award SET state = $2 WHERE case_id = $1`, [id, to])
    await set('in_batch')
    await asWorker((db) => followPayments(db, new Date('2026-11-24T09:00:00+08:00')))
    await set('paid')
    await asWorker((db) => followPayments(db, new Date('2026-11-25T09:00:00+08:00')))
    expect(await state(id)).toBe('closed')
    expect(await brokenChains()).toEqual([])
  })
  it('who takes it in does not look at it, who looks at it does not decide, and a relative does neither', async () => {
    const id = await take_in(SP, 'relief_school', { ...base('司马避'), category: 'edge', stage: 'senior' })
    await expect(take(SP, id, 'propose', { ...seen, category: 'edge' })).rejects.toThrow('另一人')
    const other = await person('SP', SCHOOL, '副校长')
    await take(other, id, 'declare_kin', { kinPostId: EC.postId, kinRelation: 'sibling' })
    await take(other, id, 'propose', { ...seen, category: 'edge' })
    await expect(take(EC, id, 'decide', grant)).rejects.toThrow('近亲属')
    await take(EC2, id, 'decide', grant)
    expect(await own(id)).toMatchObject({ decided_fen: 230_000 })
  })
  it('is granted once a school year, whatever else is asked for', async () => {
    const first = await pupil('司马重')
    await take(SP, first, 'propose', seen)
    await take(EC, first, 'decide', grant)
    const again = () => pupil('司马重')
    await expect(again()).rejects.toMatchObject({ fieldErrors: { idNo: [expect.stringContaining('在办')] } })
    await asSuperuser(`UPDATE case_file SET state = 'closed', closed_on = '2026-11-23' WHERE id = $1`, [first])
    const second = await again()
    await expect(take(SP, second, 'propose', seen)).rejects.toThrow('本学年')
    // Next September it is another year.
    await asSuperuser(`UPDATE relief_file SET school_year = 2025 WHERE case_id = $1`, [first])
    await take(SP, second, 'propose', seen)
  })
  it('counts a school year from September', () => {
    expect([schoolYearOf('2026-08-31'), schoolYearOf('2026-09-01'), schoolYearOf('2027-01-05')]).toEqual([
      2025, 2026, 2026,
    ])
  })
  it('another category than the one applied for is not slipped in', async () => {
    const id = await pupil()
    await expect(take(SP, id, 'propose', { ...seen, category: 'destitute' })).rejects.toMatchObject({
      fieldErrors: { category: [expect.any(String)] },
    })
  })
  it('goes back with one list and comes again; a refusal is told, objected to and reviewed by another', async () => {
    const id = await pupil()
    await take(SP, id, 'propose', seen)
    await take(EC, id, 'return_list', { items: '监护人银行卡' })
    expect(await state(id)).toBe('accepted')
    await take(SP, id, 'propose', seen)
    await take(EC, id, 'refuse', { code: 'other', reason: '不是本校学生' })
    expect(await openTasks(id)).toEqual({ tell_refusal: '2026-11-26' })
    await take(ST, id, 'tell', { onDay: '2026-11-23', how: '当面' })
    await take(ST, id, 'object', { source: 'applicant', receivedAt: '2026-11-23T11:00', claim: '是本校学生' })
    await expect(take(EC, id, 'review_grant', { budgetCode: MONEY, answer: '属实' })).rejects.toThrow('另一位')
    await take(EC2, id, 'review_grant', { budgetCode: MONEY, answer: '属实' })
    expect(await own(id)).toMatchObject({ reversed: true, decided_fen: 125_000 })
  })
  it('never posts a pupil, and stays out of other schools and of civil affairs', async () => {
    const id = await pupil('司马静')
    await take(SP, id, 'propose', seen)
    await take(EC, id, 'decide', grant)
    expect(await notices(id)).toEqual([])
    const elsewhere = await person('SP', '340705002-SC1', '别校校长')
    for (const stranger of [elsewhere, town.CA, HR])
      await expect(take(stranger, id, 'propose', seen)).rejects.toMatchObject({ status: 404 })
  })
  it('D7-edge-06: false papers end the allowance, and the household’s child keeps its school aid', async () => {
    const child = await pupil('司马辜')
    await take(SP, child, 'propose', seen)
    await take(EC, child, 'decide', grant)
    const parent = await open(town.CC, 'relief_dibao')
    await take(town.CC, parent, 'start_check', authorised)
    await take(town.CC, parent, 'survey', surveyBy(town.CC, town.CC2))
    await take(town.CK, parent, 'check_means', means('100.00'))
    await take(town.CK, parent, 'propose', { recheckClass: 'half' })
    const december = (actor: Actor) => at(actor, '2026-12-02T09:00:00+08:00')
    await take(december(town.CA), parent, 'decide', { budgetCode: BUDGET, checked: 'on' })
    await asSuperuser(`UPDATE case_file SET state = 'paying' WHERE id = $1`, [parent])
    await take(december(town.CC), parent, 'hear', { onDay: '2026-12-02', said: '承认' })
    await take(december(town.CA), parent, 'end', { cause: 'false_papers', from: '2027-01-01', reason: '提供虚假材料' })
    expect(await own(parent)).toMatchObject({ false_papers: true })
    expect(await state(child)).toBe('decided')
    expect(await awards(child)).toMatchObject([{ state: 'unpaid' }])
  })
  it('is decided once, however often and by whom it is sent', async () => {
    const id = await pupil()
    await take(SP, id, 'propose', seen)
    const sent = await Promise.allSettled([EC, EC2, EC, EC2].map((actor) => take(actor, id, 'decide', grant)))
    expect(sent.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await awards(id)).toHaveLength(1)
  })
})

const trespass = (actor: Actor) =>
  take_in(actor, 'relief_school', { ...base('司马越'), category: 'dibao', stage: 'compulsory' })

describe('a post without a standing authorisation for minors, or an expired one', () => {
  it('reads and writes nothing of school aid, by page or by SQL', async () => {
    const id = await pupil()
    for (const authorisedUntil of [null, '2026-11-22']) {
      const lapsed = { ...SP, authorisedUntil }
      await expect(take(lapsed, id, 'propose', seen)).rejects.toMatchObject({ status: 404 })
      expect(await inScope(lapsed, ({ db }) => db.reliefFile.count())).toBe(0)
      await expect(trespass(lapsed)).rejects.toThrow()
    }
    const page = await signedIn(await makePost({ role: 'SP', unit: SCHOOL }))
    const answer = await page.get(newRoute.loader, '/relief/new')
    expect([answer.status, answer.data.message]).toEqual([403, expect.stringContaining('常设授权')])
    await take({ ...SP, authorisedUntil: '2026-11-23' }, id, 'propose', seen)
  })
})
describe('培训补贴', () => {
  it('is paid after certificate or job is proved, by the level, and decided by another of the bureau', async () => {
    const id = await trainee()
    expect(await openTasks(id)).toEqual({ proof_check: '2026-12-07', decide: '2026-12-21' })
    await expect(take(HR, id, 'propose', { ...proved, provedOn: '2026-12-01' })).rejects.toMatchObject({ status: 422 })
    await take(HR, id, 'propose', proved)
    expect(await own(id)).toMatchObject({ proposed_fen: 100_000, training_level: 'junior', checked_user: null })
    await expect(take(HR, id, 'decide', grant)).rejects.toThrow('另一人')
    await take(HR2, id, 'decide', grant)
    expect(await awards(id)).toMatchObject([{ amount_fen: 100_000 }])
    expect(await notices(id)).toEqual([])
  })
  it('comes once a person, year and trade; another trade is another matter', async () => {
    const id = await trainee('诸葛再')
    await take(HR, id, 'propose', proved)
    await take(HR2, id, 'decide', grant)
    await asSuperuser(`UPDATE case_file SET state = 'closed', closed_on = '2026-11-23' WHERE id = $1`, [id])
    const same = await trainee('诸葛再')
    await expect(take(HR, same, 'propose', proved)).rejects.toThrow('同一工种')
    await take(HR, same, 'withdrawn', { onDay: '2026-11-23', reason: '不申请了' })
    const other = await trainee('诸葛再', 'welder')
    await take(HR, other, 'propose', proved)
  })
})

describe('创业担保贷款', () => {
  const borrower = () => take_in(HR, 'relief_loan', { ...base(nobody(), '1985-05-05'), need: '开小吃店' })
  it('is recommended to the bank, which decides; no amount stands on the file', async () => {
    const id = await borrower()
    expect(await state(id)).toBe('referred')
    await take(HR, id, 'check_eligible', { eligible: 'on' })
    await take(HR, id, 'send_bank', { onDay: '2026-11-23', bank: '某银行' })
    expect(await openTasks(id)).toEqual({ bank_answer: '2026-12-23' })
    await take(HR, id, 'bank_granted', { onDay: '2026-11-23' })
    await take(HR, id, 'close_loan', { onDay: '2026-11-23' })
    expect(await state(id)).toBe('closed')
    expect(await own(id)).toMatchObject({ proposed_fen: null, decided_fen: null, payee_enc: null, decision: 'granted' })
    await expect(asSuperuser(`UPDATE relief_file SET decided_fen = 1 WHERE case_id = $1`, [id])).rejects.toThrow(
      'relief_file_loan',
    )
    expect(await awards(id)).toEqual([])
  })
  it('tells the bank that somebody is eligible and never why', async () => {
    const id = await borrower()
    await take(HR, id, 'check_eligible', { eligible: 'on' })
    const text = await inScope(HR, async (ctx) => {
      const read = await readReliefPaper(ctx, await lockCase(ctx.db, 'relief_loan', id), true)
      return JSON.stringify(reliefPapers.relief_loan.documents.map((one) => one.blocks(read, '')))
    })
    expect(text).toContain('扶持对象')
    expect(text).not.toMatch(/刑满|释放|矫正|征信/)
  })
})

describe('a referral of the justice office', () => {
  it.each([
    ['training', 'relief_training', { trade: 'cook' }],
    ['loan', 'relief_loan', {}],
  ] as const)(
    '%s becomes a file of the labour bureau’s own, once, and tells nothing of where it came from',
    async (type, kind, more) => {
      const [from] = await openAt('support', '340705001-JO1')
      const [referral] = await asSuperuser<{ id: string }>(
        `INSERT INTO referral (id, neutral_no, type, from_case_id, from_kind, from_key, from_unit, to_key, subject, fields_enc, sent_on, sent_by, due_on, state)
       VALUES (gen_random_uuid(), 'R-' || random(), $2, $1, 'support', '340705001-JO1', '340705001-JO1', '340705-HR1', '', '', '2026-11-20', gen_random_uuid(), '2026-12-04', 'sent') RETURNING id`,
        [from!.id, type],
      )
      const fields = { name: '单立', sex: '男', phone: '13800000001', skill: '会炒菜', wish: '想学厨师' }
      await asSuperuser(`UPDATE referral SET fields_enc = $2 WHERE id = $1`, [
        referral!.id,
        encrypt(JSON.stringify({ fields }), `referral:${referral!.id}`),
      ])
      const clerk = await newcomer('HR', '340705-HR1')
      const path = `/relief/new?kind=${kind}&referral=${referral!.id}`
      const page = (await clerk.get(newRoute.loader, path)).data as { data: { defaults: Record<string, string> } }
      expect(page.data.defaults).toMatchObject({ name: '单立', phone: '13800000001', need: '想学厨师；会炒菜' })
      expect(JSON.stringify(page)).not.toMatch(/340705001-JO1|司法/)
      const form = {
        ...base('单立'),
        idType: 'none',
        noIdReason: '遗失',
        idNo: '',
        birthOn: '1985-05-05',
        sex: 'M',
        ...more,
      }
      const done = await clerk.post(newRoute.action, path, form)
      expect(done.location).toMatch(/^\/relief\/.*done=accept/)
      expect((await clerk.post(newRoute.action, path, form)).status).toBe(409)
      const [row] = await asSuperuser<{ state: string }>('SELECT state FROM referral WHERE id = $1', [referral!.id])
      expect(row!.state).toBe('accepted')
    },
  )
})

describe('the desk', () => {
  it('shows each decider his own kinds, and nobody else', async () => {
    const id = await pupil()
    await take(SP, id, 'propose', seen)
    const education = await inScope(EC, (ctx) => readDesk(ctx, new URL('http://x/relief/desk')))
    expect(education.kinds.map((one) => one.name)).toEqual(['relief_school'])
    expect(education.queue.rows.map((row) => row.id)).toContain(id)
    expect(education.queue.rows.find((row) => row.id === id)).toMatchObject({
      amount: '1,250.00 元',
      notice: '不需要公示',
    })
    expect(education.budgets.map((one) => one.code)).toEqual([MONEY])
    const civil = await inScope(town.CA, (ctx) => readDesk(ctx, new URL('http://x/relief/desk?kind=relief_school')))
    expect(civil.kinds.map((one) => one.name)).toEqual(['relief_temp', 'relief_dibao'])
    const school = await signedIn(await makePost({ role: 'SP', unit: SCHOOL, authorisedUntil: '2099-01-01' }))
    expect((await school.get(desk, '/relief/desk')).status).toBe(403)
  })
  it('a pupil’s file is opened in error by one hand and closed by another', async () => {
    const id = await pupil()
    await take(SP, id, 'opened_in_error', { reason: '重复录入' })
    expect(await state(id)).toBe('accepted')
    await confirm(EC, id, 'opened_in_error')
    expect(await state(id)).toBe('opened_in_error')
  })
})
