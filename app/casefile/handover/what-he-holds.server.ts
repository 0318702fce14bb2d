/** What a post holds of its unit's work: open files, duties in its name; and what no list can hand over. */
import { judge } from '~/access/policy'
import { Prisma } from '~/generated/prisma/client'
import type { PostRow } from '~/orgs/posts/post-rows.server'
import type { Ctx } from '../act.server'
import { mayHold } from '../assign.server'
import { open } from '../desk/conditions.server'
import type { Domains } from '../desk/duty-words'

/** Kinds whose files have a holder and whom the head may give them to. */
export const kindsHandedOver = (domains: Domains, { actor }: Ctx): string[] =>
  Object.values(domains).flatMap(({ kind }) =>
    kind.steps.assign && mayHold(actor.role, kind.name) && judge(actor.role, kind.name, 'A').allowed ? kind.name : [],
  )

/** Open files (alias c) in the name of a post, of these kinds. */
export const heldFiles = (domains: Domains, postId: string, kinds: readonly string[]): Prisma.Sql =>
  Prisma.sql`c.owner_post_id = ${postId}::uuid AND c.kind = ANY (${[...kinds]}) AND ${open(domains)}`

/** Open duties (alias t) that were given to a post by name, of these kinds. */
export const heldDuties = (postId: string, kinds: readonly string[]): Prisma.Sql =>
  Prisma.sql`t.assignee_id = ${postId}::uuid AND t.done_at IS NULL AND t.kind = ANY (${[...kinds]})`

export type Held = { files: number; duties: number }

/** How many files and duties each of the posts holds, in one statement. */
export async function countHeld(domains: Domains, ctx: Ctx, postIds: readonly string[]): Promise<Map<string, Held>> {
  if (!postIds.length) return new Map()
  const kinds = kindsHandedOver(domains, ctx)
  const rows = await ctx.db.$queryRaw<{ post_id: string; files: number; duties: number }[]>(Prisma.sql`
    SELECT post_id, count(*) FILTER (WHERE is_file)::int AS files, count(*) FILTER (WHERE NOT is_file)::int AS duties FROM (
      SELECT c.owner_post_id AS post_id, true AS is_file FROM case_file c WHERE c.owner_post_id = ANY (${[...postIds]}::uuid[]) AND c.kind = ANY (${kinds}) AND ${open(domains)}
      UNION ALL SELECT t.assignee_id, false FROM task t WHERE t.assignee_id = ANY (${[...postIds]}::uuid[]) AND t.done_at IS NULL AND t.kind = ANY (${kinds})) h GROUP BY post_id`)
  return new Map(rows.map(({ post_id, ...held }) => [post_id, held]))
}

export type Leaver = Pick<PostRow, 'id' | 'role' | 'roleLabel' | 'unit'>
