import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, notFound, refused, UserError } from '~/lib/errors'
import type { Actor } from './actor'
import { reviewLate } from './break-glass-list.server'
import { outcomes, secondOutcomes, type ReviewOutcome, type SecondOutcome } from './break-glass-outcomes'

type Ctx = { actor: Actor; db: Db }

const first = z.object({
  review: z.uuid(),
  outcome: z.enum(Object.keys(outcomes) as [ReviewOutcome, ...ReviewOutcome[]]),
})
const second = z.object({
  review: z.uuid(),
  outcome: z.enum(Object.keys(secondOutcomes) as [SecondOutcome, ...SecondOutcome[]]),
})

/** The reading, seen by this post and of somebody else. Throws 403, 404. */
async function readingOf({ actor, db }: Ctx, id: string) {
  const row = await db.breakGlass.findUnique({ where: { id } })
  if (!row) throw notFound()
  const post = await db.post.findUnique({ where: { id: row.postId } })
  if (row.postId === actor.postId || post?.userId === actor.userId)
    throw refused('不能复核自己的紧急查看，请由另一位负责人复核。')
  return row
}

/** The head reviews an emergency reading, never his own (also not in another post). Throws 404, 403, 409, 422. */
export async function reviewBreakGlass(ctx: Ctx, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role === 'SE') return secondReview(ctx, form)
  const parsed = parseWithZod(form, { schema: first })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { review, outcome } = parsed.value
  const row = await readingOf(ctx, review)
  const done = await db.breakGlass.updateMany({
    where: { id: review, reviewedAt: null },
    data: { reviewedBy: actor.postId, reviewedAt: actor.now, outcome },
  })
  if (done.count !== 1) throw conflict('这次紧急查看已经由别人复核过了。')
  await db.$executeRaw`SELECT settle_break_glass(${review}::uuid)`
  await logAccess(db, actor, { event: 'break_glass_review', fileToken: row.fileToken, data: { outcome } })
}

/**
 * The security administrator takes the second look: after the head's review, or once the head is late with it. Throws
 * 403, 404, 409, 422.
 */
async function secondReview(ctx: Ctx, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const parsed = parseWithZod(form, { schema: second })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { review, outcome } = parsed.value
  const row = await readingOf(ctx, review)
  if (!row.reviewedAt && !reviewLate(row.startedAt, actor.today))
    throw new UserError(409, '承办单位负责人还没有复核，请在复核之后或逾期之后再办理。')
  const done = await db.breakGlass.updateMany({
    where: { id: review, secondAt: null },
    data: { secondBy: actor.postId, secondAt: actor.now, secondOutcome: outcome },
  })
  if (done.count !== 1) throw conflict('这次紧急查看已经由别人复核过了。')
  await db.$executeRaw`SELECT settle_break_glass(${review}::uuid)`
  await logAccess(db, actor, { event: 'break_glass_second', fileToken: row.fileToken, data: { outcome } })
}
