/** The one window and the household log: what is decided without a database (DOMAIN 4.4, 4.6, 4.16). */
import { describe, expect, it } from 'vitest'
import { figureText } from '~/casefile/figures/rate'
import { checkKind } from '~/casefile/spine'
import type { Complaint } from '~/casefile/kind'
import { makeRuleBook } from '~/casefile/deadlines/rule-book'
import { planDuty } from '~/casefile/tasks/plan-duties'
import { householdEffects } from '~/domains/window/effects/household.server'
import { intakeEffects } from '~/domains/window/effects/intake.server'
import type { HouseholdFacts, IntakeFacts } from '~/domains/window/facts'
import { householdKind } from '~/domains/window/household.kind'
import { intakeKind } from '~/domains/window/intake.kind'
import { identityOf } from '~/domains/window/open/identity'
import { stepForms } from '~/domains/window/pages/steps/step-forms'
import { latestReply, logWarning, objectionUntil, replyDue, urgencyOf } from '~/domains/window/rules'
import { offerOf } from '~/domains/window/unit/answer-routed.server'
import { judgeGrid } from '~/orgs/grids'
import { ruleRows } from '../../../prisma/seed/rules'
import { calendar } from '../../casefile/deadlines/book'

const book = makeRuleBook(ruleRows, calendar)
const rules = new Set(ruleRows.map((row) => row.id))
const p = (rule: string) => book.rule(rule, '2026-11-23').value

const facts = (given: Partial<IntakeFacts> = {}): IntakeFacts => ({
  state: 'received',
  openedOn: '2026-11-23',
  sex: 'M',
  birthOn: null,
  scopeKey: '340705001-CW1',
  matter: 'dibao',
  urgency: 'normal',
  clockOn: '2026-11-23',
  backOn: '2026-11-23',
  supplementOn: null,
  supplementDueOn: null,
  supplementedOn: null,
  routedOn: null,
  returns: 0,
  rejectedOn: null,
  toldOn: null,
  replyDueOn: '2026-12-07',
  moved: false,
  repliedOn: null,
  ...given,
})
const due = (code: string, given: Partial<IntakeFacts> = {}) => planDuty(intakeKind, code, facts(given), book)?.dueOn
const check = (step: string, input: Record<string, unknown>, given: Partial<IntakeFacts> = {}, today = '2026-11-23') =>
  intakeKind.steps[step]!.check?.({ input, facts: facts(given), today, p }) as Complaint

describe('the kinds', () => {
  it('are whole', () => {
    expect(checkKind(intakeKind, { rules })).toEqual([])
    expect(checkKind(householdKind, { rules })).toEqual([])
  })
  it('have an effect for no unknown step, and a form for every step that somebody takes', () => {
    for (const [kind, effects, forms] of [
      [intakeKind, intakeEffects, stepForms.intake],
      [householdKind, householdEffects, stepForms.household],
    ] as const) {
      const taken = Object.entries(kind.steps).filter(([, step]) => step.from !== 'entry' && step.by !== 'system')
      expect(Object.keys(forms).sort()).toEqual(taken.map(([name]) => name).sort())
      for (const name of Object.keys(effects)) expect(kind.steps, name).toHaveProperty(name)
    }
  })
  it('know no step that turns somebody away (社会救助法 70)', () => {
    const ends = Object.entries(intakeKind.steps).filter(
      ([, step]) => Array.isArray(step.from) && step.from.includes('received') && step.to === 'closed',
    )
    expect(ends).toEqual([])
  })
})

describe('clocks', () => {
  it('a matter that cannot wait is 特急, whatever was ticked, and due the same day', () => {
    expect(urgencyOf('child_harm', 'normal')).toBe('immediate')
    expect(urgencyOf('dibao', 'urgent')).toBe('urgent')
    expect(due('dispatch', { urgency: 'immediate' })).toBe('2026-11-23')
    expect(due('dispatch')).toBe('2026-11-24')
  })
  it('a petition: told within 15 days, answered within 60, put off by 30, objected to within 5 working days', () => {
    const petition = { matter: 'request', urgency: 'normal' }
    expect(due('told', petition)).toBe('2026-12-08')
    expect(due('told')).toBeUndefined()
    expect(replyDue(book, { ...petition, clockOn: '2026-11-23' }).dueOn).toBe('2027-01-22')
    expect(latestReply(book, 'request', '2027-01-22')).toEqual({ on: '2027-02-21', days: 30 })
    expect(objectionUntil(book, 'request', '2026-11-23')).toBe('2026-11-30')
    expect(objectionUntil(book, 'dibao', '2026-11-23')).toBeNull()
  })
  it('stand still while papers are awaited', () => {
    const clock = { matter: 'dibao', urgency: 'normal', clockOn: '2026-11-23' }
    expect(replyDue(book, clock).dueOn).toBe('2026-12-07')
    expect(replyDue(book, { ...clock, supplementOn: '2026-11-24', supplementedOn: '2026-12-01' }).dueOn).toBe(
      '2026-12-14',
    )
  })
  it('of the reply follow what was put off', () => {
    expect(due('reply')).toBe('2026-12-07')
    expect(due('reply', { moved: true, replyDueOn: '2026-12-15', state: 'accepted' })).toBe('2026-12-15')
  })
})

describe('the window', () => {
  it('asks once for all that is missing', () => {
    expect(check('ask_supplement', { items: [] })).toBeUndefined()
    expect(check('ask_supplement', { items: [] }, { supplementOn: '2026-11-20' })).toMatch(/一次性告知过/)
    expect(intakeKind.steps.ask_supplement!.input.safeParse({ items: [] }).success).toBe(false)
  })
  it('closes what was not supplied only after the last day', () => {
    const waiting = { state: 'supplement', supplementOn: '2026-11-09', supplementDueOn: '2026-11-23' }
    expect(check('close_unsupplied', {}, waiting, '2026-11-23')).toMatch(/期满之前/)
    expect(check('close_unsupplied', {}, waiting, '2026-11-24')).toBeUndefined()
  })
  it('takes a matter up again within 15 days of the reply, and not on the 16th', () => {
    const replied = { state: 'replied', repliedOn: '2026-11-01' }
    expect(check('reopen', { onDay: '2026-11-16' }, replied)).toBeUndefined()
    expect(check('reopen', { onDay: '2026-11-17' }, replied)).toMatchObject({
      fields: { onDay: [expect.stringMatching(/15 日内/)] },
    })
    expect(check('reopen', { onDay: '2026-10-31' }, replied)).toMatchObject({ fields: { onDay: [expect.any(String)] } })
  })
  it('takes in whoever has no papers: the name alone; papers must fit what was typed', () => {
    const bare = identityOf({ name: '王小明', sex: 'M' }, '2026-11-23')
    expect(bare).toEqual({ person: { name: '王小明', sex: 'M', birthOn: null } })
    expect(identityOf({ name: '王小明', sex: 'F', birthOn: '2027-01-01' }, '2026-11-23')).toMatchObject({
      fields: { birthOn: [expect.any(String)] },
    })
    expect(identityOf({ name: '王小明', sex: 'M', idNo: '123' }, '2026-11-23')).toMatchObject({
      fields: { idNo: [expect.any(String)] },
    })
  })
})

describe('the unit it was routed to', () => {
  const routed = {
    petition: false,
    returnUntil: null,
    binding: false,
    replyDueOn: '2026-12-07',
    latest: { on: '2026-12-17', days: 10 },
  }
  it('may send it back once; the dispatcher’s decision binds', () => {
    expect(offerOf({ state: 'sent', dueOn: '2026-11-24' }, routed, '2026-11-23')).toMatchObject({
      accept: true,
      return: true,
      answer: false,
      extend: null,
    })
    expect(offerOf({ state: 'sent', dueOn: null }, { ...routed, binding: true }, '2026-11-23').return).toBe(false)
    expect(offerOf({ state: 'accepted', dueOn: '2026-12-07' }, routed, '2026-11-23').return).toBe(false)
  })
  it('objects to a petition within its days', () => {
    const petition = { ...routed, petition: true, returnUntil: '2026-11-30' }
    expect(offerOf({ state: 'sent', dueOn: null }, petition, '2026-11-30').return).toBe(true)
    expect(offerOf({ state: 'sent', dueOn: null }, petition, '2026-12-01').return).toBe(false)
  })
  it('puts the reply off once, and in time', () => {
    const accepted = { state: 'accepted', dueOn: '2026-12-07' }
    expect(offerOf(accepted, routed, '2026-12-07').extend).toMatchObject({ until: '2026-12-17' })
    expect(offerOf(accepted, routed, '2026-12-08').extend).toBeNull()
    expect(offerOf({ ...accepted, dueOn: '2026-12-15' }, routed, '2026-12-01').extend).toBeNull()
  })
})

describe('SR-16', () => {
  it('342/1301 = 26.29%', () => expect(figureText('rate2', 342, 1301)).toBe('342/1301 = 26.29%'))
  it('tells nothing over nothing, a whole, and what is withheld', () => {
    expect(figureText('rate2', 0, 0)).toBe('0/0 = —')
    expect(figureText('rate2', 7, 7)).toBe('7/7 = 100.00%')
    expect(figureText('rate2', 'small', 9)).toBe('<5/9 = <5')
  })
})

describe('households', () => {
  const card = (given: Partial<HouseholdFacts>) => {
    const whole = {
      state: 'active',
      openedOn: '2026-11-23',
      sex: 'F',
      birthOn: null,
      hardship: [],
      lastVisitOn: null,
      visitsMade: 0,
    }
    return planDuty(householdKind, 'visit', { ...whole, ...given }, book)?.dueOn
  }
  it('in hardship are visited each quarter, others yearly', () => {
    expect(card({ hardship: ['dibao'] })).toBe('2027-02-23')
    expect(card({ hardship: ['dibao'], lastVisitOn: '2026-12-31' })).toBe('2027-03-31')
    expect(card({})).toBe('2027-11-23')
  })
  it('of a grid: 300 / 301 / 361 are ok / warn / block (SR-11)', () => {
    const limits = { warn: p('X.grid_warn'), block: p('X.grid_block') }
    expect([300, 301, 361].map((n) => judgeGrid(n, limits))).toEqual(['ok', 'warn', 'block'])
  })
  it.each(['他家信教', '老人对政府有意见，上访过', '说隔壁老李赌钱', '儿子刑满回来', '女儿有精神病'])(
    'warns of “%s”',
    (text) => expect(logWarning(text)).toMatch(/请删去/),
  )
  it.each(['屋顶漏雨，要修房', '老人腿脚不便，想申请临时救助', '孩子上学远，缺路费', undefined])(
    'takes “%s” as it is',
    (text) => expect(logWarning(text)).toBeUndefined(),
  )
})
