import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { decrypt } from '~/lib/crypto.server'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import type { Actor } from './actor'
import { reasonContext } from './break-glass.server'
import { isRole, roles } from './roles'

type Ctx = { actor: Actor; db: Db }

export const outcomes = { justified: '理由成立', unjustified: '理由不成立', inquiry: '须进一步调查' } as const
export type ReviewOutcome = keyof typeof outcomes

export type Review = {
  id: string
  at: Date
  until: Date
  who: string
  post: string
  ownerUnit: string
  /** Only for those whose range holds the file. */
  caseNo: string | null
  reason: string
  outcome: string | null
  reviewedAt: Date | null
  reviewer: string | null
  own: boolean
}

/** Emergency readings of files in the actor's range (security administrator: all), open ones first. */
export async function listReviews({ actor, db }: Ctx): Promise<Review[]> {
  const rows = await db.breakGlass.findMany({ orderBy: [{ startedAt: 'desc' }], take: 200 })
  const postIds = rows.flatMap((row) => [row.postId, row.reviewedBy]).filter((id): id is string => id !== null)
  const posts = new Map(
    (await db.post.findMany({ where: { id: { in: postIds } }, include: { user: true, unit: true } })).map((post) => [
      post.id,
      post,
    ]),
  )
  const units = new Map(
    (await db.unit.findMany({ where: { code: { in: rows.map((row) => row.ownerUnit) } } })).map((unit) => [
      unit.code,
      unit.name,
    ]),
  )
  const files = await db.caseFile.findMany({
    where: { fileToken: { in: rows.map((row) => row.fileToken) } },
    select: { fileToken: true, caseNo: true },
  })
  const numbers = new Map(files.map((file) => [file.fileToken, file.caseNo]))
  const reviews = rows.map((row): Review => {
    const post = posts.get(row.postId)
    return {
      id: row.id,
      at: row.startedAt,
      until: row.untilAt,
      who: post?.user.name ?? '—',
      post: post ? `${isRole(post.role) ? roles[post.role] : post.role} · ${post.unit.name}` : '',
      ownerUnit: units.get(row.ownerUnit) ?? row.ownerUnit,
      caseNo: numbers.get(row.fileToken) ?? null,
      reason: decrypt(row.reason, reasonContext(row.id)),
      outcome: row.outcome && row.outcome in outcomes ? outcomes[row.outcome as ReviewOutcome] : row.outcome,
      reviewedAt: row.reviewedAt,
      reviewer: row.reviewedBy && (posts.get(row.reviewedBy)?.user.name ?? null),
      own: post?.userId === actor.userId,
    }
  })
  return [...reviews.filter((one) => !one.reviewedAt), ...reviews.filter((one) => one.reviewedAt)]
}

const input = z.object({
  review: z.uuid(),
  outcome: z.enum(Object.keys(outcomes) as [ReviewOutcome, ...ReviewOutcome[]]),
})

/** Reviews an emergency reading, never one's own (also not in another post). Throws 404, 403, 409, 422. */
export async function reviewBreakGlass({ actor, db }: Ctx, form: FormData): Promise<void> {
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { review, outcome } = parsed.value
  const row = await db.breakGlass.findUnique({ where: { id: review } })
  if (!row) throw notFound()
  const post = await db.post.findUnique({ where: { id: row.postId } })
  if (row.postId === actor.postId || post?.userId === actor.userId)
    throw refused('不能复核自己的紧急查看，请由另一位负责人复核。')
  const done = await db.breakGlass.updateMany({
    where: { id: review, reviewedAt: null },
    data: { reviewedBy: actor.postId, reviewedAt: actor.now, outcome },
  })
  if (done.count !== 1) throw conflict('这次紧急查看已经由别人复核过了。')
  await db.$executeRaw`SELECT settle_break_glass(${review}::uuid)`
  await logAccess(db, actor, { event: 'break_glass_review', fileToken: row.fileToken, data: { outcome } })
}
