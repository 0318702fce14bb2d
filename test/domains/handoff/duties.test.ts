import { describe, expect, it } from 'vitest'
import { planDuties, planDuty } from '~/casefile/tasks/plan-duties'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { releaseNoticeKind } from '~/domains/handoff/release-notice.kind'
import { supportKind } from '~/domains/handoff/support.kind'
import { book, dueOn, facts } from './kinds'

describe('D1 deadlines', () => {
  it('verify: 10 working days from delivery, over Mid-Autumn and the October holiday', () => {
    expect(dueOn('verify', { verifyFrom: '2026-09-21' })).toBe('2026-10-12')
    expect(dueOn('verify', { verifyFrom: '2026-11-09' })).toBe('2026-11-23')
    expect(dueOn('verify', { state: 'verified', verifyFrom: '2026-11-09' })).toBeNull()
  })
  it('the prison answers within 5 working days', () =>
    expect(dueOn('prison_answer', { state: 'returned', returnedOn: '2026-11-20' })).toBe('2026-11-27'))
  it('pick-up plan: 5 working days before release', () =>
    expect(dueOn('pickup_plan', { state: 'verified', releaseDueOn: '2026-11-30' })).toBe('2026-11-23'))
  it('hand-over: on the release day, also on a Sunday', () =>
    expect(dueOn('hand_over', { state: 'await_release', releaseDueOn: '2026-11-29' })).toBe('2026-11-29'))
  it('no show: call the same day, visit within 3 days; done once tried', () => {
    expect(dueOn('no_show_call', { state: 'no_show', noShowOn: '2026-11-20' })).toBe('2026-11-20')
    expect(dueOn('no_show_visit', { state: 'no_show', noShowOn: '2026-11-20' })).toBe('2026-11-23')
    expect(dueOn('no_show_call', { state: 'no_show', noShowOn: '2026-11-20', noShowCalled: true })).toBeNull()
    expect(dueOn('no_show_visit', { state: 'no_show', noShowOn: '2026-11-20', noShowVisited: true })).toBeNull()
  })
  it('register: 5 working days after hand-over; first talk: 7 days', () => {
    expect(dueOn('register', { state: 'handed_over', handedOverOn: '2026-11-20' })).toBe('2026-11-27')
    expect(dueOn('first_talk', { state: 'handed_over', handedOverOn: '2026-11-20' })).toBe('2026-11-27')
    expect(
      dueOn('first_talk', { state: 'registered', handedOverOn: '2026-11-20', firstTalkOn: '2026-11-21' }),
    ).toBeNull()
  })
  it('agreement: 10 working days after registration; benefits and insurance: 15 days', () => {
    expect(dueOn('agreement', { state: 'registered', registeredOn: '2026-11-09' })).toBe('2026-11-23')
    expect(dueOn('benefit_screen', { state: 'registered', registeredOn: '2026-11-09' })).toBe('2026-11-24')
    expect(
      dueOn('benefit_screen', { state: 'in_help', registeredOn: '2026-11-09', screenedOn: '2026-11-10' }),
    ).toBeNull()
  })
  it('contact: monthly in months 1–3, then quarterly', () => {
    const file = { state: 'in_help', helpStartedOn: '2026-01-15', supportLevel: 'B' as const, levelOn: '2026-01-15' }
    expect(dueOn('contact', file)).toBe('2026-02-15')
    expect(dueOn('contact', { ...file, lastContactOn: '2026-03-10' })).toBe('2026-04-10')
    expect(dueOn('contact', { ...file, lastContactOn: '2026-04-15' })).toBe('2026-07-15')
    expect(planDuty(handoffKind, 'contact', facts({ ...file, contactsMade: 2 }), book)).toMatchObject({
      occurrence: 3,
      ruleId: 'D1.contact_first',
    })
  })
  it('contact: level A monthly for 12 months, from the day of the level', () => {
    const file = { state: 'in_help', helpStartedOn: '2026-01-15', supportLevel: 'A' as const, levelOn: '2026-01-15' }
    expect(dueOn('contact', { ...file, lastContactOn: '2026-09-10' })).toBe('2026-10-10')
    expect(dueOn('contact', { ...file, lastContactOn: '2027-01-15' })).toBe('2027-04-15')
    expect(planDuty(handoffKind, 'contact', facts({ ...file, lastContactOn: '2026-09-10' }), book)?.ruleId).toBe(
      'D1.level_a_contact',
    )
    expect(dueOn('contact', { ...file, supportLevel: 'B', lastContactOn: '2026-09-10' })).toBe('2026-12-10')
  })
  it('contact goes on while away and until the other county accepts', () => {
    const file = { helpStartedOn: '2026-01-15', lastContactOn: '2026-09-10' }
    for (const state of ['away', 'transferred']) expect(dueOn('contact', { ...file, state })).toBe('2026-12-10')
    for (const state of ['declined', 'unreachable', 'registered'])
      expect(dueOn('contact', { ...file, state })).toBeNull()
  })
  it('placement, group and level every half year', () => {
    expect(
      dueOn('placement_recheck', {
        state: 'in_help',
        placementType: 'employed',
        placedOn: '2026-03-10',
        placementCheckedOn: '2026-04-01',
      }),
    ).toBe('2026-10-01')
    expect(dueOn('placement_recheck', { state: 'in_help', placementType: 'unplaced', placedOn: null })).toBeNull()
    expect(dueOn('group_meeting', { state: 'in_help', helpStartedOn: '2026-05-20' })).toBe('2026-11-20')
    expect(dueOn('group_meeting', { state: 'in_help', helpStartedOn: '2026-05-20', lastMeetingOn: '2026-09-30' })).toBe(
      '2027-03-30',
    )
    expect(dueOn('level_review', { state: 'away', levelOn: '2026-05-20' })).toBe('2026-11-20')
  })
  it('end review: 30 days before; the decision: on the day itself', () => {
    expect(dueOn('end_review', { state: 'in_help', helpEndOn: '2026-12-31' })).toBe('2026-12-01')
    expect(dueOn('end_review', { state: 'in_help', helpEndOn: '2026-12-31', endReviewedOn: '2026-11-23' })).toBeNull()
    expect(dueOn('end_decision', { state: 'in_help', helpEndOn: '2026-12-31', endReviewedOn: '2026-11-23' })).toBe(
      '2026-12-31',
    )
  })
  it('unreachable: once a year; transfer file: 5 working days; dispute: 3; measure result: 30 days', () => {
    expect(dueOn('unreachable_recheck', { state: 'unreachable', unreachableOn: '2025-11-23' })).toBe('2026-11-23')
    expect(
      dueOn('unreachable_recheck', { state: 'unreachable', unreachableOn: '2024-11-23', lastRecheckOn: '2025-12-01' }),
    ).toBe('2026-12-01')
    expect(dueOn('transfer_file', { state: 'transferred', transferredOn: '2026-11-20' })).toBe('2026-11-27')
    expect(dueOn('conflict', { state: 'registered', disputedOn: '2026-11-20' })).toBe('2026-11-25')
    expect(dueOn('measure_result', { state: 'in_help', openMeasureOn: '2026-11-01' })).toBe('2026-12-01')
  })
  it('standing duties of help come by themselves', () => {
    const file = facts({
      state: 'in_help',
      helpStartedOn: '2026-11-02',
      levelOn: '2026-11-02',
      supportLevel: 'C',
      placementType: 'land',
      placedOn: '2026-11-02',
      helpEndOn: '2031-10-30',
    })
    expect(
      planDuties(handoffKind, [], file, book)
        .map((task) => task.code)
        .sort(),
    ).toEqual(['contact', 'end_review', 'group_meeting', 'level_review', 'placement_recheck'])
  })
  it('every duty says why, with its rule and its source', () => {
    expect(
      planDuty(handoffKind, 'register', facts({ state: 'handed_over', handedOverOn: '2026-11-20' }), book)?.reason,
    ).toContain('交接')
  })
})

describe('deadlines of the notice and of neutral help', () => {
  const notice = {
    state: 'returned',
    openedOn: '2026-11-02',
    sex: 'M',
    birthOn: null,
    releaseDueOn: '2026-12-20',
    repliedOn: '2026-11-20',
    releasedOn: null,
    signedOn: null,
  }
  it('the prison answers a return within 5 working days and signs on the release day', () => {
    expect(planDuty(releaseNoticeKind, 'prison_answer', notice, book)?.dueOn).toBe('2026-11-27')
    expect(
      planDuty(releaseNoticeKind, 'sign', { ...notice, state: 'handed_over', releasedOn: '2026-12-20' }, book)?.dueOn,
    ).toBe('2026-12-20')
  })
  it('support: first contact within 7 days, then quarterly, yearly when out of reach', () => {
    const file = {
      state: 'open',
      openedOn: '2026-11-20',
      sex: 'F',
      birthOn: '2009-01-01',
      scopeKey: '340705001-JO1',
      needs: [],
      startedOn: null,
      lastContactOn: null,
      contactsMade: 0,
      attempts: [],
      lostOn: null,
      lastRecheckOn: null,
    }
    expect(planDuty(supportKind, 'first_talk', file, book)?.dueOn).toBe('2026-11-27')
    expect(
      planDuty(supportKind, 'contact', { ...file, state: 'in_support', startedOn: '2026-11-20' }, book)?.dueOn,
    ).toBe('2027-02-20')
    expect(planDuty(supportKind, 'recheck', { ...file, state: 'unreachable', lostOn: '2026-11-20' }, book)?.dueOn).toBe(
      '2027-11-20',
    )
  })
})
