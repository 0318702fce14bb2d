import { describe, expect, it } from 'vitest'
import { checkKind, startsOf, withSpine } from '~/casefile/spine'
import type { BaseFacts, Kind } from '~/casefile/kind'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { releaseNoticeKind, toldByCounty } from '~/domains/handoff/release-notice.kind'
import { supportKind } from '~/domains/handoff/support.kind'
import { arrivalEffects } from '~/domains/handoff/effects/arrival.server'
import { endEffects } from '~/domains/handoff/effects/end.server'
import { helpEffects } from '~/domains/handoff/effects/help.server'
import { ruleIds } from './kinds'

describe('every kind is whole', () => {
  it('handoff', () => expect(checkKind(handoffKind, { rules: ruleIds })).toEqual([]))
  it('release_notice', () => expect(checkKind(releaseNoticeKind, { rules: ruleIds, told: toldByCounty })).toEqual([]))
  it('support', () => expect(checkKind(supportKind, { rules: ruleIds })).toEqual([]))
  it('each effect belongs to a step', () => {
    for (const name of Object.keys({ ...arrivalEffects, ...helpEffects, ...endEffects }))
      expect(handoffKind.steps, name).toHaveProperty(name)
  })
})

describe('checkKind finds what is broken', () => {
  const broken = (change: (kind: Kind<BaseFacts>) => void) => {
    const kind = structuredCloneKind(supportKind as unknown as Kind<BaseFacts>)
    change(kind)
    return checkKind(kind, { rules: ruleIds })
  }
  it('a state without a way in, a state without a way out', () => {
    expect(broken((kind) => (kind.states.lost = { label: '丢', open: true }))).toContain('no way leads to lost')
    expect(
      broken((kind) =>
        Object.keys(kind.steps).forEach((name) => (kind.steps[name] = { ...kind.steps[name]!, to: 'same' })),
      ),
    ).toContain('open state open has no exit')
  })
  it('unknown states, roles, duties, rules, records', () => {
    expect(broken((kind) => (kind.steps.start = { ...kind.steps.start!, from: ['nowhere'] }))).toContain(
      'start starts from unknown state nowhere',
    )
    expect(broken((kind) => (kind.steps.start = { ...kind.steps.start!, to: 'nowhere' }))).toContain(
      'start leads to unknown state nowhere',
    )
    expect(broken((kind) => (kind.steps.start = { ...kind.steps.start!, roles: ['CK'] }))).toContain(
      'start: CK may not write support',
    )
    expect(broken((kind) => (kind.steps.start = { ...kind.steps.start!, second: ['PH'] }))).toContain(
      'start: PH may not write support',
    )
    expect(broken((kind) => (kind.steps.start = { ...kind.steps.start!, due: ['tea'] }))).toContain(
      'start names unknown duty tea',
    )
    expect(broken((kind) => (kind.duties.contact = { ...kind.duties.contact!, rule: 'D1.tea' }))).toContain(
      'duty contact: unknown rule D1.tea',
    )
    expect(broken((kind) => (kind.duties.contact = { ...kind.duties.contact!, record: 'visit tea' }))).toContain(
      'duty contact waits for unknown record tea',
    )
    expect(broken((kind) => (kind.duties.contact = { ...kind.duties.contact!, during: ['ended'] }))).toContain(
      'duty contact in state ended, which is not open',
    )
    expect(broken((kind) => delete kind.steps.withdrawn)).toContain('support lacks withdrawn')
  })
})

const structuredCloneKind = (kind: Kind<BaseFacts>): Kind<BaseFacts> => ({
  ...kind,
  states: { ...kind.states },
  steps: { ...kind.steps },
  duties: { ...kind.duties },
})

describe('withSpine', () => {
  it('adds the states it needs and redirects the rest', () => {
    expect(handoffKind.states).toHaveProperty('opened_in_error')
    expect(handoffKind.states).not.toHaveProperty('died')
    expect(handoffKind.steps.died).toMatchObject({ to: 'terminated', second: ['JA'], label: '登记死亡' })
    expect(handoffKind.steps.moved_away).toMatchObject({ to: 'terminated', label: '移居境外' })
    expect(handoffKind.steps).not.toHaveProperty('withdrawn')
    expect(supportKind.steps.withdrawn).toMatchObject({ to: 'ended' })
    expect(supportKind.states).toHaveProperty('died')
    expect(supportKind.states).not.toHaveProperty('withdrawn')
  })
  it('opened in error always needs a second hand', () => {
    for (const kind of [handoffKind, releaseNoticeKind, supportKind] as unknown as Kind<BaseFacts>[])
      expect(kind.steps.opened_in_error!.second?.length, kind.name).toBeGreaterThan(0)
  })
  it('asks a death for a day that is not ahead', () => {
    const kind = withSpine(supportKind as unknown as Kind<BaseFacts>, {
      died: { roles: ['TJ'] },
      movedAway: { roles: ['TJ'] },
      openedInError: { roles: ['TJ'], second: ['TH'] },
    })
    const input = { diedOn: '2026-11-24' }
    expect(kind.steps.died!.check!({ input, facts: {} as BaseFacts, today: '2026-11-23', p: () => 0 })).toEqual({
      fields: { diedOn: ['日期不能晚于今天'] },
    })
    expect(kind.steps.died!.eventOn!(input)).toBe('2026-11-24')
  })
})

/** DOMAIN §5 and §15.1: from, to, who, second hand. */
const arrows: [from: string, to: string, step: string, roles: string[], second?: string[]][] = [
  ['pre_notice', 'verified', 'verify', ['JC']],
  ['pre_notice', 'returned', 'return_notice', ['JC']],
  ['returned', 'pre_notice', 'readdress', ['JC']],
  ['verified', 'pickup_planned', 'plan_pickup', ['TJ', 'JC']],
  ['verified', 'await_release', 'await_release', ['TJ', 'JC']],
  ['pickup_planned', 'handed_over', 'hand_over', ['TJ']],
  ['pickup_planned', 'no_show', 'no_show', ['TJ']],
  ['await_release', 'handed_over', 'hand_over', ['TJ']],
  ['await_release', 'no_show', 'no_show', ['TJ']],
  ['handed_over', 'registered', 'register', ['TJ']],
  ['no_show', 'handed_over', 'hand_over', ['TJ']],
  ['no_show', 'unreachable', 'unreachable', ['TJ']],
  ['registered', 'in_help', 'start_help', ['TJ']],
  ['registered', 'declined', 'decline', ['TJ']],
  ['in_help', 'away', 'entrust', ['TJ'], ['TH']],
  ['in_help', 'unreachable', 'unreachable', ['TJ']],
  ['in_help', 'declined', 'decline', ['TJ']],
  ['in_help', 'transferred', 'transfer', ['TJ', 'JC'], ['JA']],
  ['in_help', 'ended', 'end', ['TJ', 'JC'], ['JA']],
  ['in_help', 'terminated', 'terminate', ['TJ', 'JC'], ['JA']],
  ['in_help', 'terminated', 'died', ['TJ', 'JC'], ['JA']],
  ['in_help', 'terminated', 'moved_away', ['TJ', 'JC'], ['JA']],
  ['declined', 'in_help', 'resume', ['TJ']],
  ['declined', 'in_help', 'start_help', ['TJ']],
  ['declined', 'ended', 'end', ['TJ', 'JC'], ['JA']],
  ['away', 'in_help', 'resume', ['TJ']],
  ['away', 'transferred', 'transfer', ['TJ', 'JC'], ['JA']],
  ['away', 'unreachable', 'unreachable', ['TJ']],
  ['away', 'ended', 'end', ['TJ', 'JC'], ['JA']],
  ['unreachable', 'in_help', 'resume', ['TJ']],
  ['unreachable', 'ended', 'end', ['TJ', 'JC'], ['JA']],
  ['transferred', 'closed', 'accepted_there', ['JC', 'JA']],
  ['transferred', 'in_help', 'refused_there', ['JC', 'JA']],
  ['ended', 'archived', 'archive', ['JA']],
  ['terminated', 'archived', 'archive', ['JA']],
]

describe('D1 workflow', () => {
  it.each(arrows)('%s → %s by %s', (from, to, name, roles, second) => {
    const step = handoffKind.steps[name]!
    expect(startsOf(handoffKind, step)).toContain(from)
    expect(step.to).toBe(to)
    expect(step.roles).toEqual(roles)
    expect(step.second).toEqual(second)
  })
  it('entries: walk_in → handed_over, cc_lifted → registered, legacy → in_help, notice → pre_notice', () => {
    const entries = Object.entries(handoffKind.steps).filter(([, step]) => step.from === 'entry')
    expect(Object.fromEntries(entries.map(([name, step]) => [name, step.to]))).toEqual({
      notice: 'pre_notice',
      walk_in: 'handed_over',
      cc_lifted: 'registered',
      legacy: 'in_help',
      transfer_in: 'registered',
    })
  })
  it('death before release ends the file from every state before the gate (§15.1)', () => {
    const from = startsOf(handoffKind, handoffKind.steps.died!)
    expect(from).toEqual(
      expect.arrayContaining(['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release']),
    )
  })
  it('leads nowhere but by an arrow of the specification', () => {
    const extra = [
      'verified→verified',
      'pickup_planned→pickup_planned',
      'await_release→pickup_planned',
      'unreachable→handed_over',
    ]
    const named = new Set([...arrows.map(([from, to]) => `${from}→${to}`), ...extra])
    const found = Object.entries(handoffKind.steps).flatMap(([name, step]) =>
      step.to === 'same' || ['died', 'moved_away', 'opened_in_error', 'terminate'].includes(name)
        ? []
        : startsOf(handoffKind, step).map((from) => `${from}→${step.to}`),
    )
    expect(found.filter((arrow) => !named.has(arrow))).toEqual([])
  })
  it('nobody but the named roles decides what ends or moves a file', () => {
    for (const name of ['end', 'terminate', 'transfer', 'move_town', 'died', 'moved_away'])
      expect(handoffKind.steps[name]!.second, name).toEqual(['JA'])
  })
  it('end of help is decided ahead and takes effect on its day', () => {
    expect(
      handoffKind.steps.end!.effectiveOn!({
        input: {},
        facts: { helpEndOn: '2027-03-01' } as never,
        today: '2027-01-10',
        p: () => 0,
      }),
    ).toBe('2027-03-01')
  })
})
