/** What of a file a post sees: its view on the kind, or the view of its party row. */
import type { Actor } from './actor'
import { grantOf, type View } from './policy'

export type Sight = { view: View; by: 'range' | 'party'; basis?: string; until?: Date }

/** Does the post's range cover the scope key? Mirrors protect(). */
export function covers(actor: Pick<Actor, 'role' | 'unit'>, kind: string, scopeKey: string): boolean {
  const grant = grantOf(actor.role, kind)
  if (grant?.reach === 'unit') return scopeKey === actor.unit.code
  return grant?.reach === 'subtree' && scopeKey.startsWith(actor.unit.regionCode)
}

/** How the actor sees this file: by range with the role's view, else by the widest of its parties. */
export function sightOf(
  actor: Actor,
  file: { kind: string; scopeKey: string },
  parties: readonly { view: string; basis: string; untilAt: Date }[],
): Sight | null {
  const grant = grantOf(actor.role, file.kind)
  if (grant && covers(actor, file.kind, file.scopeKey)) return { view: grant.view, by: 'range' }
  const party = [...parties].sort((a, b) => Number(b.view === 'full') - Number(a.view === 'full'))[0]
  return party ? { view: party.view as View, by: 'party', basis: party.basis, until: party.untilAt } : null
}
