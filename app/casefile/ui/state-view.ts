import type { BaseFacts, Kind } from '../kind'
import type { RoadStop, StateView } from './views'

export function stateView<F extends BaseFacts>(kind: Kind<F>, state: string): StateView {
  const decl = kind.states[state]
  return { code: state, label: decl?.label ?? state, tone: decl?.tone ?? 'plain' }
}

/**
 * The usual way of a kind and where a file stands on it. A state beside the road is put in behind the last stop that
 * was reached; `been`: the states the file was in, latest last.
 */
export function roadOf<F extends BaseFacts>(kind: Kind<F>, state: string, been: readonly string[]): RoadStop[] {
  const label = (name: string) => kind.states[name]?.label ?? name
  const here = kind.road.indexOf(state)
  if (here >= 0) return kind.road.map((name, at) => ({ label: label(name), past: at < here, current: at === here }))
  const reached = Math.max(-1, ...been.map((name) => kind.road.indexOf(name)))
  const past = kind.road.slice(0, reached + 1).map((name) => ({ label: label(name), past: true }))
  const ahead = kind.states[state]?.open ? kind.road.slice(reached + 1).map((name) => ({ label: label(name) })) : []
  return [...past, { label: label(state), current: true }, ...ahead]
}
