import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { inForce } from '~/access/in-force.server'
import { dbToDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { legalDay } from '~/lib/text'
import { staffOf } from './authorise-post.server'
import { coverPost } from './cover-post.server'
import { endPost } from './end-post.server'
import { isHead } from './heads'
import { anyPost } from './post-rows.server'

type Ctx = { actor: Actor; db: Db }

export type Deputy = { id: string; name: string; from: LegalDay; until: LegalDay | null; running: boolean }

const input = z.object({ deputy: z.uuid(), from: legalDay(), until: legalDay() })

/** The deputies of the own post, newest first. */
export async function listDeputies({ actor, db }: Ctx): Promise<Deputy[]> {
  const posts = await db.post.findMany({
    where: { deputyOf: actor.postId },
    include: { user: { select: { name: true } } },
    orderBy: { fromOn: 'desc' },
    take: 50,
  })
  return posts.map((post) => {
    const from = dbToDay(post.fromOn)
    const until = post.untilOn && dbToDay(post.untilOn)
    return { id: post.id, name: post.user.name, from, until, running: !until || until >= actor.today }
  })
}

/**
 * Names a deputy (代理): a colleague of the unit holds a dated post of the head's own role. Refused where the deputy
 * would decide about what he drafted himself, already holds the role, or holds one that excludes it (DOMAIN §3).
 * Throws 403 for anybody but a head and for a deputy naming a further one, 422 otherwise.
 */
export async function nameDeputy(ctx: Ctx, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (!isHead(actor.role)) throw refused('只有单位负责人可以安排代理。')
  const own = await db.post.findUniqueOrThrow({ where: { id: actor.postId } })
  if (own.deputyOf) throw refused('代理人不能再安排他人代理。')
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { deputy, from, until } = parsed.value
  const person = (await staffOf(ctx)).find(
    (one) => one.id === deputy && one.unit.code === actor.unit.code && !one.deputyOf,
  )
  if (!person) throw invalid({ deputy: ['请从本单位人员中选择'] })
  const heads = await db.post.count({
    where: {
      userId: person.userId,
      role: actor.role,
      unitCode: actor.unit.code,
      deputyOf: null,
      ...inForce(actor.today),
    },
  })
  if (heads) throw invalid({ deputy: ['该同志已经有这个岗位，不用再安排代理'] })
  await coverPost(ctx, { covered: actor.postId, person: person.userId, from, until })
}

/** Ends a deputy's post of the own at once, and the sessions in it. Throws 404, 409. */
export async function endDeputy(ctx: Ctx, postId: FormDataEntryValue | null): Promise<void> {
  const post = await anyPost(ctx.db, postId)
  if (post.deputyOf !== ctx.actor.postId) throw notFound()
  await endPost(ctx, post, { cause: 'cover_over' })
}
