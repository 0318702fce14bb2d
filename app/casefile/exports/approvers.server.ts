/** Who may approve an export now: named on the page, so that the requester knows whom to ask. */
import { inForce } from '~/access/in-force.server'
import type { KindName } from '~/access/policy'
import { grantOf } from '~/access/policy'
import { isRole, roles, type Role } from '~/access/roles'
import type { ExportContext } from './source'

export type Approver = { name: string; role: string; unit: string }

/**
 * Holders of the roles whose posts are in force and whose unit or region covers the actor's unit, without the actor
 * himself. The nearest first.
 */
export async function approversOf(
  { actor, db }: ExportContext,
  among: readonly Role[],
  kind: KindName | null,
): Promise<Approver[]> {
  const posts = await db.post.findMany({
    where: {
      role: { in: [...among] },
      userId: { not: actor.userId },
      ...inForce(actor.today),
    },
    include: { user: { select: { name: true } }, unit: true },
    orderBy: { unitCode: 'desc' },
  })
  const covers = (role: string, unit: { code: string; regionCode: string }) =>
    kind && isRole(role) && grantOf(role, kind)?.reach === 'unit'
      ? unit.code === actor.unit.code
      : actor.unit.code.startsWith(unit.regionCode)
  return posts
    .filter((post) => covers(post.role, post.unit))
    .map((post) => ({
      name: post.user.name,
      role: isRole(post.role) ? roles[post.role] : post.role,
      unit: post.unit.name,
    }))
}
