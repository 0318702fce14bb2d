import type { Actor } from '~/access/actor'
import { roles, type Role } from '~/access/roles'
import { whyNot } from '../act.server'
import type { Domain } from '../domain'
import type { AnyStep, BaseFacts, Kind } from '../kind'
import type { StepView } from './views'

export const roleWords = (list: readonly Role[]): string => [...new Set(list.map((role) => roles[role]))].join('或')

/** The steps this post may take from this state, in the kind's order; without those that the file's facts bar it from. */
export function stepsNow<F extends BaseFacts>(
  domain: Domain<F>,
  actor: Actor,
  state: string,
  facts: F | undefined,
): StepView[] {
  return Object.entries(domain.kind.steps)
    .filter(
      ([name, decl]) => whyNot(domain, name, actor, state) === null && !(facts && decl.barred?.({ facts, actor })),
    )
    .map(([step, decl]) => stepView(domain.kind, state, step, decl))
}

const stepView = <F extends BaseFacts>(kind: Kind<F>, state: string, step: string, decl: AnyStep<F>): StepView => ({
  step,
  label: decl.label,
  forward: decl.to !== 'same' && decl.to !== state && kind.road.indexOf(decl.to) > kind.road.indexOf(state),
  rare: decl.rare ?? false,
  grave: decl.grave ?? false,
  ...(decl.hint && { hint: decl.hint }),
  ...(decl.second && { second: roleWords(decl.second) }),
})

/** Who takes the usual next step from a state, in words. */
export function whoNext<F extends BaseFacts>(kind: Kind<F>, state: string): string {
  const next = Object.values(kind.steps).filter(
    (decl) =>
      Array.isArray(decl.from) && decl.from.includes(state) && !decl.rare && decl.by !== 'system' && decl.to !== 'same',
  )
  return roleWords([...new Set(next.flatMap((decl) => decl.roles))])
}
