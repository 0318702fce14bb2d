/** Which set of figures an address is about. */
import { judge } from '~/access/policy'
import type { Context } from '~/access/guard.server'
import { notFound, refused } from '~/lib/errors'
import { reliefFigures } from '../figures/relief-figures.server'
import { reliefDomains, type ReliefName } from './kind-at.server'

/** Throws 404 for a set that is not there, 403 for who lists no file of its kind. */
export function figuresAt({ url, actor }: Pick<Context, 'url' | 'actor'>) {
  const name = url.pathname.split('/')[3] ?? ''
  const set = Object.hasOwn(reliefFigures, name) ? reliefFigures[name] : undefined
  if (!set) throw notFound()
  if (!judge(actor.role, set.kind, 'L').allowed) throw refused()
  return { set, kind: reliefDomains[set.kind as ReliefName].kind }
}
