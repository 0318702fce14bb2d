import { inForceSql } from '~/access/in-force.server'
import { Prisma } from '~/generated/prisma/client'
import { postRows } from '~/orgs/posts/post-rows.server'
import type { Ctx } from '../act.server'
import { mayHold, type Colleague } from '../assign.server'
import type { Leaver } from './what-he-holds.server'

/**
 * Who may take over what a post holds: posts in force of the same unit and role. Where nobody else has the role there,
 * the colleagues of the unit who may hold files of these kinds, the head among them; `same` says which.
 */
export async function receiversOf(
  { actor, db }: Ctx,
  leaver: Leaver,
  kinds: readonly string[],
): Promise<{ same: boolean; receivers: Colleague[] }> {
  const there = await postRows(
    db,
    Prisma.sql`p.unit_code = ${leaver.unit.code} AND p.id <> ${leaver.id}::uuid AND p.deputy_of IS NULL AND ${inForceSql(actor.today)}`,
    { take: 300 },
  )
  const peers = there.filter((post) => post.role === leaver.role)
  const able = there.filter((post) => kinds.length > 0 && kinds.every((kind) => mayHold(post.role, kind)))
  return { same: peers.length > 0, receivers: peers.length ? peers : able }
}
