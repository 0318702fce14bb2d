import { describe, expect, it } from 'vitest'
import { dueWords } from '~/casefile/ui/day-words'
import { arrangeSteps } from '~/casefile/ui/next-steps'
import { roadOf } from '~/casefile/ui/state-view'
import type { DutyView, StepView } from '~/casefile/ui/views'
import { handoffKind } from '~/domains/handoff/handoff.kind'

const step = (name: string, more: Partial<StepView> = {}): StepView => ({
  step: name,
  label: name,
  rare: false,
  grave: false,
  forward: false,
  ...more,
})
const duty = (code: string, dueOn: string, more: Partial<DutyView> = {}): DutyView => ({
  id: code,
  code,
  label: code,
  dueOn,
  roleLabel: '',
  reason: '',
  provisional: false,
  ...more,
})

describe('the order of next steps', () => {
  it('puts what is due soonest first, then what leads on', () => {
    const next = arrangeSteps(
      '/x',
      [step('a'), step('on', { forward: true }), step('b')],
      [duty('d', '2026-11-24', { step: 'b' })],
      true,
      '2026-11-23',
    )
    expect(next.links.map((link) => link.label)).toEqual(['b', 'on', 'a'])
    expect(next.title).toBe('d')
  })

  it('folds the daily ones away when there are many, and never leads with a grave one', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => step(name))
    const next = arrangeSteps(
      '/x',
      [...many, step('end', { grave: true, forward: true }), step('r', { rare: true })],
      [duty('visit', '2026-11-24', { record: 'call visit' })],
      true,
      '2026-11-23',
    )
    expect(next.links).toEqual([{ href: '/x/visit?type=call', label: 'visit', grave: false }])
    expect(next.others.map((link) => link.label)).toEqual(['a', 'b', 'c', 'd', 'e', 'end'])
    expect(next.rare.map((link) => link.label)).toEqual(['r'])
  })

  it('links no record for a post that may not write', () => {
    expect(
      arrangeSteps('/x', [], [duty('visit', '2026-11-24', { record: 'call' })], false, '2026-11-23').links,
    ).toEqual([])
  })
})

describe('the road', () => {
  it('marks past and present, and puts a state beside the road behind the last stop reached', () => {
    expect(roadOf(handoffKind, 'verified', []).filter((stop) => stop.past).length).toBe(1)
    const beside = roadOf(handoffKind, 'no_show', ['pre_notice', 'verified', 'pickup_planned', 'no_show'])
    expect(beside.map((stop) => stop.label)).toEqual([
      '预释放待核',
      '已核实',
      '已定接回方案',
      '未衔接到位',
      '已交接',
      '已建档',
      '帮教中',
      '期满解除',
    ])
    expect(beside[3]!.current).toBe(true)
    expect(roadOf(handoffKind, 'terminated', ['pre_notice', 'terminated']).at(-1)!.label).toBe('终止')
  })
})

describe('due days in words', () => {
  it.each([
    ['2026-11-20', '逾期 3 天', 'late'],
    ['2026-11-23', '今天', 'due'],
    ['2026-11-24', '明天', 'due'],
    ['2026-11-27', '11月27日', 'plain'],
    ['2027-01-03', '2027-01-03', 'plain'],
    ['9999-12-31', '—', 'plain'],
  ])('%s is %s', (day, text, tone) => expect(dueWords(day, '2026-11-23')).toEqual({ text, tone }))
})
