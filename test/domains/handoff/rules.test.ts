import { describe, expect, it } from 'vitest'
import { parseWithZod } from '@conform-to/zod/v4'
import {
  groupComplaints,
  helpPeriod,
  connected,
  endDue,
  lateNotice,
  mustPickup,
  pickupComplaints,
  placementComplaints,
  unreachableAllowed,
} from '~/domains/handoff/rules'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { check, p, paper, stepOf, wrongFields } from './kinds'

const group = [
  { name: '王一', kind: 'justice_office', sex: 'M' },
  { name: '李二', kind: 'village', sex: 'M' },
  { name: '赵三', kind: 'volunteer', sex: 'M' },
]
const help = {
  group,
  guidanceOwner: '王一',
  contactOwner: '李二',
  supportOwner: '赵三',
  supportLevel: 'B',
  levelReason: '有住处，缺工作',
  pairHelperPostId: '0199a8c0-0000-7000-8000-000000000001',
  pairDeclaredOn: '2026-11-20',
  agreementOn: '2026-11-20',
  agreement: paper,
  plan: '推荐就业',
  placementType: 'unplaced',
}
const registered = { state: 'registered', handedOverOn: '2026-11-10', registeredOn: '2026-11-12' }

describe('SR-02 group, three responsibilities, level and pair helper are mandatory in help', () => {
  it('accepts a whole one', () => expect(check('start_help', help, registered)).toBeUndefined())
  it.each([
    'guidanceOwner',
    'contactOwner',
    'supportOwner',
    'supportLevel',
    'pairHelperPostId',
    'pairDeclaredOn',
    'agreement',
    'plan',
    'placementType',
  ])('refuses one without %s', (field) => {
    const { [field as keyof typeof help]: _left, ...rest } = help
    expect(stepOf('start_help').input.safeParse(rest).success).toBe(false)
  })
  it('the group: at least three, office and village in it, a woman for a woman', () => {
    expect(groupComplaints(group, 'M', p)).toEqual([])
    expect(groupComplaints(group.slice(0, 2), 'M', p)).toHaveLength(1)
    expect(groupComplaints(group.slice(1), 'M', p)).toHaveLength(2)
    expect(groupComplaints(group, 'F', p)).toEqual(['对象为女性，帮教小组至少要有一名女性'])
    expect(groupComplaints([...group.slice(0, 2), { kind: 'social_worker', sex: 'F' }], 'F', p)).toEqual([])
    expect(wrongFields(check('start_help', { ...help, group: group.slice(0, 2) }, registered))).toEqual(['group'])
  })
  it('placement other than 未安置 needs evidence', () => {
    expect(wrongFields(check('start_help', { ...help, placementType: 'employed' }, registered))).toEqual([
      'placedOn',
      'placementEvidence',
    ])
    expect(
      placementComplaints(
        { placementType: 'employed', placedOn: '2026-11-24', placementEvidence: '劳动合同' },
        '2026-11-23',
      ),
    ).toHaveProperty('placedOn')
  })
})

const plan = {
  pickupMode: 'justice_office',
  pickupAt: '2026-11-30T09:00',
  people: [{ name: '王一', phone: '13800000001' }],
  guardianTold: false,
}
const awaiting = { mustPickup: true, birthOn: '1990-05-05', releaseDueOn: '2026-11-30' }

describe('SR-03 must be met, how, by whom and out of which purse', () => {
  it('any key category means 必接', () => {
    expect(mustPickup([])).toBe(false)
    for (const key of ['no_home', 'minor', 'other']) expect(mustPickup([key])).toBe(true)
  })
  it('nobody who must be met goes home alone, or waits without a plan', () => {
    expect(pickupComplaints({ ...plan, pickupMode: 'self', people: [] }, awaiting, p)).toHaveProperty('pickupMode')
    expect(
      pickupComplaints({ ...plan, pickupMode: 'self', people: [] }, { ...awaiting, mustPickup: false }, p),
    ).toEqual({})
    expect(
      check(
        'await_release',
        { familyToldOn: '2026-11-20', familyTold: '母亲' },
        { state: 'verified', mustPickup: true },
      ),
    ).toContain('接回方案')
    expect(
      check(
        'await_release',
        { familyToldOn: '2026-11-20', familyTold: '母亲' },
        { state: 'verified', mustPickup: false },
      ),
    ).toBeUndefined()
  })
  it('joint needs two people with telephone; others one', () => {
    expect(pickupComplaints({ ...plan, pickupMode: 'joint' }, awaiting, p)).toHaveProperty('people')
    expect(
      pickupComplaints({ ...plan, pickupMode: 'joint', people: [...plan.people, { name: '李二' }] }, awaiting, p),
    ).toHaveProperty('people')
    expect(
      pickupComplaints(
        { ...plan, pickupMode: 'joint', people: [...plan.people, { name: '李二', phone: '13800000002' }] },
        awaiting,
        p,
      ),
    ).toEqual({})
    expect(pickupComplaints({ ...plan, pickupMode: 'family', people: [] }, awaiting, p)).toHaveProperty('people')
  })
  it('a cost names city or county', () => {
    expect(pickupComplaints({ ...plan, pickupCost: 12000 }, awaiting, p)).toHaveProperty('fundSource')
    expect(pickupComplaints({ ...plan, pickupCost: 12000, fundSource: 'city' }, awaiting, p)).toEqual({})
    expect(
      stepOf('plan_pickup').input.safeParse({ ...plan, pickupCost: '120.00', fundSource: 'village' }).success,
    ).toBe(false)
    expect(stepOf('plan_pickup').input.parse({ ...plan, pickupCost: '120.00', fundSource: 'county' })).toMatchObject({
      pickupCost: 12000,
    })
  })
  it('a minor: the guardian is told, or the office sends somebody (PJC 56)', () => {
    const minor = { ...awaiting, birthOn: '2009-01-01' }
    expect(pickupComplaints({ ...plan, pickupMode: 'family' }, minor, p)).toHaveProperty('guardianTold')
    expect(pickupComplaints({ ...plan, pickupMode: 'family', guardianTold: true }, minor, p)).toEqual({})
    expect(pickupComplaints(plan, minor, p)).toEqual({})
  })
  it('is on the release day', () =>
    expect(pickupComplaints({ ...plan, pickupAt: '2026-12-01T09:00' }, awaiting, p)).toHaveProperty('pickupAt'))
})

describe('days of arrival', () => {
  it('a notice less than a month before release is late', () => {
    expect(lateNotice('2026-10-31', '2026-11-30', p)).toBe(true)
    expect(lateNotice('2026-10-30', '2026-11-30', p)).toBe(false)
  })
  it('connected = handed over within 7 days', () => {
    expect(connected('2026-11-10', '2026-11-17', p)).toBe(true)
    expect(connected('2026-11-10', '2026-11-18', p)).toBe(false)
    expect(connected('2026-11-10', null, p)).toBe(false)
  })
  it('hand-over: not before release, with a reason when the day differs', () => {
    const given = { releasedOn: '2026-11-20', handedOverAt: '2026-11-20T10:00', handoverPlace: '监狱门口' }
    expect(check('hand_over', given, { state: 'pickup_planned', releaseDueOn: '2026-11-20' })).toBeUndefined()
    expect(
      wrongFields(check('hand_over', { ...given, handedOverAt: '2026-11-19T10:00' }, { releaseDueOn: '2026-11-20' })),
    ).toEqual(['handedOverAt'])
    expect(wrongFields(check('hand_over', given, { releaseDueOn: '2026-11-21' }))).toEqual(['releaseDiffReason'])
    expect(
      wrongFields(
        check('hand_over', {
          ...given,
          releasedOn: '2026-11-24',
          handedOverAt: '2026-11-24T10:00',
          releaseDiffReason: '改期',
        }),
      ),
    ).toEqual(['handedOverAt', 'releasedOn'])
    expect(check('hand_over', given, { state: 'unreachable', handedOverOn: '2026-01-10' })).toContain('恢复帮教')
  })
  it('no show: not before the release day', () => {
    expect(wrongFields(check('no_show', { onDay: '2026-11-20' }, { releaseDueOn: '2026-11-21' }))).toEqual(['onDay'])
    expect(check('no_show', { onDay: '2026-11-21' }, { releaseDueOn: '2026-11-21' })).toBeUndefined()
  })
})

describe('help period and its end', () => {
  it('five years after release, three after community correction, month-end rule kept', () => {
    expect(helpPeriod('prison', '2026-11-20', p)).toEqual({ startOn: '2026-11-20', endOn: '2031-11-20' })
    expect(helpPeriod('walk_in', '2024-02-29', p).endOn).toBe('2029-02-28')
    expect(helpPeriod('cc_lifted', '2026-11-20', p).endOn).toBe('2029-11-20')
  })
  it('another end needs its basis', () => {
    const given = {
      residenceCode: '340705001201',
      firstTalkOn: '2026-11-21',
      firstTalkNote: '已谈',
      releaseCertNo: '12',
      helpEndOn: '2029-11-20',
    }
    const file = { state: 'handed_over', handedOverOn: '2026-11-20', releasedOn: '2026-11-20' }
    expect(wrongFields(check('register', given, file))).toEqual(['helpEndBasis'])
    expect(
      wrongFields(
        check(
          'register',
          { ...given, helpEndBasis: '省规定', helpEndOn: '2026-11-20', firstTalkOn: '2026-11-19' },
          file,
        ),
      ),
    ).toEqual(['firstTalkOn', 'helpEndOn'])
  })
  it('ending needs the review and word to the person', () => {
    const given = { agreed: true, personToldOn: '2026-11-20' }
    const file = { state: 'in_help', helpEndOn: '2026-12-01' }
    expect(check('end', given, file)).toContain('期满评议')
    expect(check('end', given, { ...file, endReviewedOn: '2026-11-10' })).toBeUndefined()
    expect(wrongFields(check('end', { agreed: true }, { ...file, endReviewedOn: '2026-11-10' }))).toEqual([
      'personToldOn',
    ])
    expect(
      check(
        'end',
        { agreed: true, notTold: '多次联系不上' },
        { ...file, state: 'unreachable', endReviewedOn: '2026-11-10' },
      ),
    ).toBeUndefined()
    expect(endDue({ helpEndOn: '2026-11-23' }, '2026-11-23')).toBe(true)
    expect(endDue({ helpEndOn: '2026-11-24' }, '2026-11-23')).toBe(false)
  })
})

describe('失去联系', () => {
  it('needs three attempts over thirty days that reached nobody', () => {
    expect(unreachableAllowed(['2026-10-01', '2026-10-31'], p)).toContain('至少要 3 次')
    expect(unreachableAllowed(['2026-10-01', '2026-10-15', '2026-10-30'], p)).toContain('30 天')
    expect(unreachableAllowed(['2026-10-31', '2026-10-01', '2026-10-15'], p)).toBeUndefined()
    expect(
      check(
        'unreachable',
        { onDay: '2026-11-23', note: '家人也不知去向' },
        { state: 'in_help', attempts: ['2026-10-01'] },
      ),
    ).toContain('继续联系')
  })
})

describe('moving', () => {
  it('a town of this county by move_town, another county by transfer', () => {
    const file = { state: 'in_help', scopeKey: '340705001-JO1' }
    expect(check('move_town', { townUnit: '340705002-JO1', reason: '搬家' }, file)).toBeUndefined()
    expect(wrongFields(check('move_town', { townUnit: '340711002-JO1', reason: '搬家' }, file))).toEqual(['townUnit'])
    expect(wrongFields(check('move_town', { townUnit: '340705001-JO1', reason: '搬家' }, file))).toEqual(['townUnit'])
    expect(check('transfer', { toUnit: '340711-JB1', reason: '搬家', address: '某路' }, file)).toBeUndefined()
    expect(wrongFields(check('transfer', { toUnit: '340705-JB1', reason: '搬家', address: '某路' }, file))).toEqual([
      'toUnit',
    ])
  })
  it('away: with consent, not beyond the end of help', () => {
    const given = { awayTo: '合肥市', awayUnit: '某司法所', awayUntil: '2027-06-01', consentOn: '2026-11-20', paper }
    expect(check('entrust', given, { state: 'in_help', helpEndOn: '2031-01-01' })).toBeUndefined()
    expect(wrongFields(check('entrust', given, { state: 'in_help', helpEndOn: '2027-01-01' }))).toEqual(['awayUntil'])
    expect(stepOf('entrust').input.safeParse({ ...given, consentOn: '' }).success).toBe(false)
  })
})

describe('forms', () => {
  const post = (step: string, fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    const sent = parseWithZod(form, { schema: stepOf(step).input })
    return {
      status: sent.status,
      value: sent.status === 'success' ? sent.value : undefined,
      error: sent.status === 'success' ? {} : (sent.error ?? {}),
    }
  }
  it('read what a browser sends', () => {
    const sent = post('plan_pickup', {
      pickupMode: 'joint',
      pickupAt: '2026-11-30T09:00',
      'people[0].name': '王一',
      'people[0].phone': '138 0000 0001',
      pickupCost: '1,234.5',
      fundSource: 'city',
      guardianTold: 'on',
      tonight: '',
    })
    expect(sent.value).toMatchObject({
      people: [{ name: '王一', phone: '13800000001' }],
      pickupCost: 123450,
      guardianTold: true,
    })
  })
  it('an empty form says what is missing, by field', () => {
    const sent = post('start_help', {})
    expect(Object.keys(sent.error ?? {})).toEqual(
      expect.arrayContaining(['guidanceOwner', 'supportLevel', 'pairHelperPostId', 'plan']),
    )
  })
  it('papers are whole or absent', () => {
    const base = { way: 'signed', declinedOn: '2026-11-20', leaflet: 'on' }
    expect(post('decline', base).status).toBe('success')
    expect(post('decline', { ...base, 'paper.title': '', 'paper.onDay': '', 'paper.keptAt': '' }).status).toBe(
      'success',
    )
    expect(Object.keys(post('decline', { ...base, 'paper.title': '谢绝书' }).error ?? {})).toEqual(
      expect.arrayContaining(['paper.onDay', 'paper.keptAt']),
    )
  })
  it('what waits for a second hand reads the same again', () => {
    const samples: Record<string, unknown> = {
      entrust: {
        awayTo: '合肥市',
        awayUnit: '某司法所',
        awayUntil: '2027-06-01',
        consentOn: '2026-11-20',
        paper,
        note: '',
      },
      transfer: { toUnit: '340711-JB1', reason: '搬家', address: '某路' },
      move_town: { townUnit: '340705002-JO1', reason: '搬家', address: '' },
      end: { agreed: true, personToldOn: '2026-11-20', paper },
      terminate: { judgmentOn: '2026-11-20', paper },
      died: { diedOn: '2026-11-20', paper },
      moved_away: { movedOn: '2026-11-20', to: '国外', paper },
      opened_in_error: { reason: '重复' },
    }
    for (const [name, step] of Object.entries(handoffKind.steps)) {
      if (!step.second) continue
      const first = step.input.parse(samples[name])
      expect(step.input.parse(JSON.parse(JSON.stringify(first))), name).toEqual(first)
    }
  })
})
