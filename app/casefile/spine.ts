/**
 * What every kind has (DESIGN §4, DOMAIN §15.1): died, withdrawn (voluntary kinds), moved away, opened in error; and the
 * check that a kind's table is whole. Pure.
 */
import { z } from 'zod'
import { judge, isKindName } from '~/access/policy'
import type { Role } from '~/access/roles'
import { legalDay, optionalText, requiredText } from '~/lib/text'
import type { AnyStep, BaseFacts, Kind, StateDecl } from './kind'

const paper = z.object({ title: requiredText(100), onDay: legalDay(), keptAt: requiredText(100) })
export const diedInput = z.object({ diedOn: legalDay(), paper, note: optionalText(500, { lines: true }) })
export const withdrawnInput = z.object({ onDay: legalDay(), reason: optionalText(500, { lines: true }) })
export const movedAwayInput = z.object({
  movedOn: legalDay(),
  to: requiredText(100),
  paper,
  note: optionalText(500, { lines: true }),
})
export const openedInErrorInput = z.object({ reason: requiredText(500, { lines: true }), told: optionalText(200) })

type Hands = {
  roles: readonly Role[]
  second?: readonly Role[]
  /** The kind's own closed state, where it has one; else the spine's. */
  to?: string
  label?: string
  hint?: string
  settles?: readonly string[]
}
export type SpineOptions = {
  died: Hands
  movedAway: Hands
  openedInError: Hands & { second: readonly Role[] }
  withdrawn?: Hands
}

const closed = (label: string): StateDecl => ({ label, open: false, tone: 'plain' })
const notAhead = (field: string) => (context: { input: Record<string, unknown>; today: string }) =>
  String(context.input[field]) > context.today ? { fields: { [field]: ['日期不能晚于今天'] } } : undefined

function spineStep<F>(name: string, label: string, input: z.ZodType<unknown>, hands: Hands, day?: string): AnyStep<F> {
  return {
    label: hands.label ?? label,
    from: 'open',
    to: hands.to ?? name,
    roles: hands.roles,
    ...(hands.second && { second: hands.second }),
    input,
    ...(day && { check: notAhead(day), eventOn: (given: Record<string, string>) => given[day]! }),
    ...(hands.settles && { settles: hands.settles }),
    ...(hands.hint && { hint: hands.hint }),
    rare: true,
    grave: true,
    final: true,
  }
}

/**
 * Adds to a kind the states and steps that every kind has. A redirect (`to`) leads to a closed state of the kind's own;
 * otherwise the spine's state is added. The kind brings the effects.
 */
export function withSpine<F extends BaseFacts>(kind: Kind<F>, options: SpineOptions): Kind<F> {
  const { died, movedAway, openedInError, withdrawn } = options
  const steps: Record<string, AnyStep<F>> = {
    died: spineStep('died', '登记死亡', diedInput, died, 'diedOn'),
    moved_away: spineStep('moved_away', '迁往外地', movedAwayInput, movedAway, 'movedOn'),
    opened_in_error: spineStep('opened_in_error', '开错档案', openedInErrorInput, openedInError),
    ...(kind.voluntary &&
      withdrawn && { withdrawn: spineStep('withdrawn', '本人退出', withdrawnInput, withdrawn, 'onDay') }),
  }
  const names = { died: '已故', moved_away: '已迁出', opened_in_error: '误开', withdrawn: '本人退出' }
  const added = Object.entries(names).filter(([name]) => steps[name]?.to === name)
  return {
    ...kind,
    states: { ...kind.states, ...Object.fromEntries(added.map(([name, label]) => [name, closed(label)])) },
    steps: { ...kind.steps, ...steps },
  }
}

/** The states a step may start from; none for the opening of a file. */
export function startsOf<F extends BaseFacts>(kind: Kind<F>, step: AnyStep<F>): string[] {
  if (step.from === 'entry') return []
  return step.from === 'open' ? Object.keys(kind.states).filter((name) => kind.states[name]!.open) : [...step.from]
}

/** `rules`: ids of the known rule parameters. `told`: states that a file gets from another unit's step alone. */
type Known = { rules?: ReadonlySet<string>; told?: readonly string[] }

/** What is wrong with a kind, one sentence each; empty when it is whole. */
export function checkKind<F extends BaseFacts>(kind: Kind<F>, { rules, told = [] }: Known = {}): string[] {
  const wrong: string[] = []
  const known = (state: string) => state in kind.states
  const may = (role: Role) => judge(role, kind.name, 'W').allowed || judge(role, kind.name, 'A').allowed
  if (!isKindName(kind.name)) wrong.push(`${kind.name} is no key of the policy`)

  const steps = Object.entries(kind.steps)
  for (const [name, step] of steps) {
    for (const state of startsOf(kind, step))
      if (!known(state)) wrong.push(`${name} starts from unknown state ${state}`)
    if (step.to !== 'same' && !known(step.to)) wrong.push(`${name} leads to unknown state ${step.to}`)
    for (const role of [...step.roles, ...(step.second ?? [])])
      if (!may(role)) wrong.push(`${name}: ${role} may not write ${kind.name}`)
    if (step.by !== 'system' && step.roles.length === 0) wrong.push(`${name} is taken by nobody`)
    for (const code of [...(step.due ?? []), ...(step.settles ?? [])])
      if (!(code in kind.duties)) wrong.push(`${name} names unknown duty ${code}`)
  }

  for (const state of kind.entry) if (!known(state)) wrong.push(`unknown entry state ${state}`)
  for (const state of kind.road) if (!known(state)) wrong.push(`unknown state on the road ${state}`)
  for (const [name, step] of steps)
    if (step.from === 'entry' && !kind.entry.includes(step.to))
      wrong.push(`${name} opens in ${step.to}, which is no entry state`)
  for (const state of told) if (!known(state)) wrong.push(`unknown state ${state} told by others`)
  const reached = new Set([...kind.entry, ...told])
  for (let grew = true; grew;) {
    grew = false
    for (const [, step] of steps) {
      if (step.to === 'same' || reached.has(step.to) || !startsOf(kind, step).some((state) => reached.has(state)))
        continue
      reached.add(step.to)
      grew = true
    }
  }
  for (const [name, state] of Object.entries(kind.states)) {
    const exits = steps.filter(
      ([, step]) => startsOf(kind, step).includes(name) && step.to !== 'same' && step.to !== name,
    )
    if (state.open && exits.length === 0) wrong.push(`open state ${name} has no exit`)
    if (!reached.has(name)) wrong.push(`no way leads to ${name}`)
  }
  const everybodys = ['died', 'moved_away', 'opened_in_error', ...(kind.voluntary ? ['withdrawn'] : [])]
  for (const name of kind.impersonal ? [] : everybodys) {
    if (!(name in kind.steps)) wrong.push(`${kind.name} lacks ${name}`)
  }

  for (const [code, duty] of Object.entries(kind.duties)) {
    for (const state of duty.during)
      if (!known(state) || !kind.states[state]!.open) wrong.push(`duty ${code} in state ${state}, which is not open`)
    if (duty.step && !(duty.step in kind.steps)) wrong.push(`duty ${code} waits for unknown step ${duty.step}`)
    for (const type of duty.record?.split(' ') ?? [])
      if (!(type in kind.records)) wrong.push(`duty ${code} waits for unknown record ${type}`)
    if (!duty.step && !duty.record) wrong.push(`nothing fulfils duty ${code}`)
    if (rules && typeof duty.rule === 'string' && !rules.has(duty.rule))
      wrong.push(`duty ${code}: unknown rule ${duty.rule}`)
  }
  return wrong
}
