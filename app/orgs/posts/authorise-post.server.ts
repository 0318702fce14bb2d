import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { limitOf } from '~/access/authorise-limits.server'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { Prisma } from '~/generated/prisma/client'
import { addMonths, dayToDb, formatDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid } from '~/lib/errors'
import { legalDay } from '~/lib/text'
import { postsIAnswerFor } from './answers-for.server'
import { notOver, type PostRow } from './post-rows.server'
import { settleUnitDuty } from './settle-unit-duty.server'

type Ctx = { actor: Actor; db: Db }

/** The confirmed posts that this head answers for and that are not over; never the own person's. Throws 403. */
export const staffOf = (ctx: Ctx): Promise<PostRow[]> =>
  postsIAnswerFor(ctx, Prisma.sql`p.confirmed_at IS NOT NULL AND u.disabled_at IS NULL AND ${notOver(ctx.actor.today)}`)

const input = z.object({ post: z.uuid(), until: legalDay() })

/**
 * Standing authorisation (常设授权) of a post for kinds with minors: signed by the unit head, 12 months at most (MNR 36,
 * DOMAIN 4.10). Throws 403 for anybody but a head, 422 for a post that is not his or a day beyond the limit.
 */
export async function authorisePost(ctx: Ctx, form: FormData): Promise<void> {
  const { actor, db } = ctx
  const staff = await staffOf(ctx)
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { post, until } = parsed.value
  if (!staff.some((one) => one.id === post)) throw invalid({ post: ['请从列表中选择'] })
  const last = addMonths(actor.today, (await limitOf(db, 'X.authorisation', actor.today)).value)
  if (until < actor.today) throw invalid({ until: ['截止日期不能早于今天'] })
  if (until > last) throw invalid({ until: [`授权最长到 ${formatDay(last)}`] })
  await db.post.update({ where: { id: post }, data: { authorisedBy: actor.postId, authorisedUntil: dayToDb(until) } })
  await settleUnitDuty(ctx, 'renew_authorisation', post)
  await logAccess(db, actor, { event: 'authorise', data: { postId: post, until } })
}

/** Takes a standing authorisation back, at once. */
export async function withdrawAuthorisation(ctx: Ctx, postId: FormDataEntryValue | null): Promise<void> {
  const post = (await staffOf(ctx)).find((one) => one.id === postId)
  if (!post) throw invalid({ post: ['请从列表中选择'] })
  await revoke(ctx, post.id)
}

/** What both the head and the security administrator do to take an authorisation back. */
export async function revoke({ actor, db }: Ctx, postId: string): Promise<void> {
  await db.post.update({ where: { id: postId }, data: { authorisedBy: actor.postId, authorisedUntil: null } })
  await settleUnitDuty({ actor, db }, 'renew_authorisation', postId)
  await logAccess(db, actor, { event: 'authorise', data: { postId, until: actor.today } })
}
