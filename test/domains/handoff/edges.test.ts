import { describe, expect, it } from 'vitest'
import { planDuty } from '~/casefile/tasks/plan-duties'
import { startsOf } from '~/casefile/spine'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { releaseNoticeKind } from '~/domains/handoff/release-notice.kind'
import { readIdentity } from '~/people/read-person'
import { routeRecord } from '~/domains/handoff/open/read-identity'
import {
  countsAsReoffence,
  copyToHuji,
  liftedComplaints,
  nextContact,
  reoffendingRate,
  responsiblePlace,
} from '~/domains/handoff/rules'
import { supportKind } from '~/domains/handoff/support.kind'
import { book, check, dueOn, facts, paper, stepOf, wrongFields } from './kinds'

const today = '2026-11-23'

describe('D1-edge-01 arrives without a notice', () => {
  it('is served today: the file opens as handed over and can be registered without a certificate number', () => {
    expect(stepOf('walk_in')).toMatchObject({
      from: 'entry',
      to: 'handed_over',
      roles: ['TJ', 'JC'],
      due: ['register', 'first_talk'],
    })
    const register = { residenceCode: '340705001201', firstTalkOn: today, firstTalkNote: '已谈', needs: [] }
    const file = { state: 'handed_over', handedOverOn: today, releasedOn: '2026-11-20' }
    expect(check('register', register, { ...file, sourceType: 'walk_in' })).toBeUndefined()
    expect(wrongFields(check('register', register, { ...file, sourceType: 'prison' }))).toEqual(['releaseCertNo'])
  })
  it('papers of the prison can be added later', () =>
    expect(startsOf(handoffKind, stepOf('prison_papers'))).toContain('in_help'))
})

describe('D1-edge-02 sentence cut, released 20 days early', () => {
  const before = {
    state: 'verified',
    openedOn: '2026-11-02',
    releaseKnownOn: '2026-11-02',
    releaseDueOn: '2026-12-15',
    mustPickup: true,
    keyCategory: ['no_home'],
  }
  it('needs the court paper and another day', () => {
    expect(
      stepOf('change_release').input.safeParse({ releaseDueOn: '2026-11-25', basis: 'sentence_cut' }).success,
    ).toBe(false)
    expect(
      check('change_release', { releaseDueOn: '2026-11-25', basis: 'sentence_cut', paper }, before),
    ).toBeUndefined()
    expect(
      wrongFields(check('change_release', { releaseDueOn: '2026-12-15', basis: 'sentence_cut', paper }, before)),
    ).toEqual(['releaseDueOn'])
  })
  it('makes the pick-up urgent by the release day, not overdue', () => {
    expect(dueOn('pickup_plan', before)).toBe('2026-12-08')
    const after = { ...before, releaseDueOn: '2026-11-25', releaseKnownOn: today }
    expect(planDuty(handoffKind, 'pickup_plan', facts(after), book)).toMatchObject({
      dueOn: '2026-11-25',
      ruleId: 'D1.release_day',
    })
    expect(dueOn('pickup_plan', after)! >= today).toBe(true)
  })
  it('stays an ordinary duty when there is still time, and is overdue when nobody acts', () => {
    expect(dueOn('pickup_plan', { ...before, releaseDueOn: '2026-12-04', releaseKnownOn: today })).toBe('2026-11-27')
    expect(dueOn('pickup_plan', { ...before, releaseDueOn: '2026-11-27', releaseKnownOn: '2026-11-02' })).toBe(
      '2026-11-20',
    )
  })
})

describe('D1-edge-03 lives in another county', () => {
  it('the residence is responsible, the household register gets a copy', () => {
    expect(responsiblePlace('340711002', '340705001201')).toBe('340711002')
    expect(responsiblePlace(null, '340705001201')).toBe('340705001201')
    expect(copyToHuji('340711002-JO1', '340705001201')).toBe('340705')
    expect(copyToHuji('340705001-JO1', '340705002')).toBeNull()
  })
  it('a town outside the county cannot be named responsible', () => {
    expect(wrongFields(check('verify', { verifyResult: 'match', townUnit: '340711002-JO1' }))).toEqual(['townUnit'])
    expect(check('verify', { verifyResult: 'match', townUnit: '340705001-JO1' })).toBeUndefined()
  })
  it('both refuse: the upper unit decides within 3 working days, the sender keeps the duty', () => {
    expect(stepOf('dispute')).toMatchObject({ to: 'same', due: ['conflict'] })
    expect(dueOn('conflict', { state: 'in_help', disputedOn: '2026-11-20' })).toBe('2026-11-25')
    expect(
      check('decide_dispute', { decision: 'here', decidedBy: '市司法局', onDay: today, paper }, { state: 'in_help' }),
    ).toContain('没有')
    expect(dueOn('contact', { state: 'in_help', helpStartedOn: '2026-11-02', disputedOn: '2026-11-20' })).toBe(
      '2026-12-02',
    )
  })
})

describe('D1-edge-04 juvenile at the offence, up to five years', () => {
  const given = {
    offenceCode: '264',
    sentenceMonths: 36,
    lifeSentence: false,
    juvenileAtOffence: 'yes' as const,
    keyCategory: [],
  }
  const who = { birthOn: '2005-03-01', releasedOn: today }
  it('is kept from every table but the vault before anything is written', () => {
    expect(routeRecord(given, who, book, today)).toBe('protected')
    expect(routeRecord({ ...given, sentenceMonths: 60 }, who, book, today)).toBe('protected')
    expect(routeRecord({ ...given, juvenileAtOffence: 'no', offenceOn: '2023-03-01' }, who, book, today)).toBe(
      'protected',
    )
    expect(routeRecord({ ...given, sentenceMonths: undefined }, who, book, today)).toBe('protected')
  })
  it('is an ordinary file above five years, with a life sentence, or of an adult', () => {
    expect(routeRecord({ ...given, sentenceMonths: 61 }, who, book, today)).toBe('open')
    expect(routeRecord({ ...given, sentenceMonths: undefined, lifeSentence: true }, who, book, today)).toBe('open')
    expect(
      routeRecord({ ...given, juvenileAtOffence: 'no', offenceOn: '2024-03-01', sentenceMonths: 12 }, who, book, today),
    ).toBe('open')
  })
  it('asks back when the days contradict each other', () => {
    expect(routeRecord({ ...given, offenceOn: '2024-03-01' }, who, book, today)).toHaveProperty('fields.offenceOn')
    expect(routeRecord({ ...given, offenceOn: '2026-12-01' }, who, book, today)).toHaveProperty('fields.offenceOn')
  })
  it('the town sees help without an origin: no word of it in the kind', () => {
    const words = JSON.stringify({
      label: supportKind.label,
      states: supportKind.states,
      steps: Object.values(supportKind.steps).map((step) => [step.label, step.hint]),
      duties: Object.values(supportKind.duties).map((duty) => [duty.label, duty.because]),
    })
    expect(words).not.toMatch(/释放|监|刑|罪|矫正|帮教|封存|犯/)
    expect(supportKind.prefix).not.toBe(handoffKind.prefix)
  })
})

describe('D1-edge-05 suspended sentence ended', () => {
  it('enters only if the person asks; the others are handed over', () => {
    expect(liftedComplaints({ liftedType: 'probation', askedByPerson: false })).toHaveProperty('askedByPerson')
    expect(liftedComplaints({ liftedType: 'probation', askedByPerson: true })).toEqual({})
    for (const liftedType of ['control', 'parole', 'temp_out'])
      expect(liftedComplaints({ liftedType, askedByPerson: false })).toEqual({})
  })
})

describe('D1-edge-06 detained on suspicion', () => {
  it('pauses service: same state, no contact due, no way into the rate', () => {
    expect(stepOf('pause_service')).toMatchObject({ to: 'same', settles: ['contact'] })
    const paused = facts({ state: 'in_help', helpStartedOn: '2026-05-20', pausedOn: '2026-11-20' })
    expect(nextContact(paused)).toBeNull()
    expect(check('pause_service', { onDay: today, toldBy: '县公安局' }, { pausedOn: '2026-11-20' })).toContain(
      '已经暂停',
    )
    expect(check('resume_service', { onDay: today }, { pausedOn: null })).toContain('没有暂停')
  })
  it('the clock of contact starts anew when service is taken up again', () => {
    expect(
      dueOn('contact', {
        state: 'in_help',
        helpStartedOn: '2026-01-15',
        lastContactOn: '2026-04-20',
        resumedOn: '2026-11-20',
      }),
    ).toBe('2027-02-20')
  })
  it('only an effective judgment is reoffence, and only for an offence after release', () => {
    const given = { judgmentNo: '（2026）皖0705刑初1号', offenceOn: '2026-08-01', effectiveOn: '2026-11-01', paper }
    expect(check('reoffence', given, { state: 'in_help', releasedOn: '2026-01-10' })).toBeUndefined()
    expect(
      wrongFields(check('reoffence', { ...given, effectiveOn: '2026-12-01' }, { releasedOn: '2026-01-10' })),
    ).toEqual(['effectiveOn'])
    expect(
      wrongFields(check('reoffence', { ...given, offenceOn: '2025-08-01' }, { releasedOn: '2026-01-10' })),
    ).toEqual(['offenceOn'])
    const reception = { releasedOn: '2026-01-10', helpEndOn: '2031-01-10' }
    expect(countsAsReoffence(given, reception, '2026-11-23')).toBe(true)
    expect(countsAsReoffence(given, reception, '2026-10-31')).toBe(false)
    expect(
      countsAsReoffence({ ...given, offenceOn: '2031-01-11', effectiveOn: '2031-05-01' }, reception, '2032-01-01'),
    ).toBe(false)
  })
})

describe('D1-edge-07 released twice in the window', () => {
  it('two receptions, one person in the rate', () => {
    const receptions = [
      { personId: 'a', reoffended: true },
      { personId: 'a', reoffended: false },
      { personId: 'b', reoffended: false },
    ]
    expect(reoffendingRate(receptions)).toEqual([1, 2])
  })
})

describe('D1-edge-08 refuses help', () => {
  const given = { way: 'two_witness', declinedOn: today, witness1: '王一', witness2: '李二', leaflet: true }
  it('needs a signature or two witnesses, and the leaflet', () => {
    expect(check('decline', given, { state: 'registered' })).toBeUndefined()
    expect(wrongFields(check('decline', { ...given, witness2: '王一' }))).toEqual(['witness2'])
    expect(wrongFields(check('decline', { way: 'two_witness', declinedOn: today, leaflet: true }))).toEqual([
      'witness1',
      'witness2',
    ])
    expect(stepOf('decline').input.safeParse({ ...given, leaflet: undefined }).success).toBe(false)
  })
  it('benefits stay available, there is no contact duty, the person may come back any day', () => {
    expect(startsOf(handoffKind, stepOf('screen_benefits'))).toContain('declined')
    expect(startsOf(handoffKind, stepOf('add_measure'))).toContain('declined')
    expect(dueOn('contact', { state: 'declined', helpStartedOn: '2026-01-15' })).toBeNull()
    expect(startsOf(handoffKind, stepOf('resume'))).toContain('declined')
    expect(stepOf('decline').grave).toBeUndefined()
  })
  it('somebody who declined before a group was made gets one first', () => {
    expect(check('resume', { onDay: today }, { state: 'declined' })).toContain('开始帮教')
    expect(
      check('resume', { onDay: today }, { state: 'declined', supportLevel: 'B', helpStartedOn: '2026-01-15' }),
    ).toBeUndefined()
  })
})

describe('D1-edge-09 dies before release', () => {
  it('the notice ends, the file is terminated, the family is told by the prison', () => {
    expect(releaseNoticeKind.steps.died).toMatchObject({
      roles: ['PR'],
      to: 'died',
      hint: expect.stringContaining('监所通知'),
    })
    expect(handoffKind.steps.died!.to).toBe('terminated')
  })
})

describe('who somebody is', () => {
  const given = {
    name: '张小三',
    idType: 'none' as const,
    noIdReason: '出监时未办',
    sex: 'M' as const,
    birthOn: '1990-05-05',
    residenceCode: '340705001201',
  }
  it('reads people with and without papers', () => {
    expect(readIdentity(given, today)).toEqual({
      person: { idType: 'none', noIdReason: '出监时未办', name: '张小三', sex: 'M', birthOn: '1990-05-05' },
    })
    expect(
      readIdentity(
        { ...given, noIdReason: undefined, sex: undefined, birthOn: '2027-01-01', residenceCode: undefined },
        today,
      ),
    ).toMatchObject({
      fields: {
        noIdReason: expect.any(Array),
        sex: expect.any(Array),
        birthOn: expect.any(Array),
        residenceCode: expect.any(Array),
      },
    })
  })
  it('a resident ID brings birth and sex and must agree with what is typed', () => {
    const resident = {
      name: '李小四',
      idType: 'resident' as const,
      idNo: '340799194912310025',
      hujiCode: '340705001201',
    }
    expect(readIdentity(resident, today)).toEqual({
      person: { idType: 'resident', idNo: '340799194912310025', name: '李小四', sex: 'F', birthOn: '1949-12-31' },
    })
    expect(readIdentity({ ...resident, sex: 'M', birthOn: '1950-01-01' }, today)).toMatchObject({
      fields: { sex: expect.any(Array), birthOn: expect.any(Array) },
    })
  })
})
