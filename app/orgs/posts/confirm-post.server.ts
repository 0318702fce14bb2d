import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import type { Actor } from '~/access/actor'
import { logAccess } from '~/audit/log.server'
import { dayToDb } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { conflict, invalid, notFound, refused } from '~/lib/errors'
import { requiredText } from '~/lib/text'
import { headsInOffice, headsOfPost, postIAnswerFor } from './answers-for.server'
import { endPost } from './end-post.server'
import { seatGridWorker } from './grant-post.server'
import { anyPost, type PostRow } from './post-rows.server'
import { postState } from './post-state'
import { settleUnitDuty } from './settle-unit-duty.server'

type Ctx = { actor: Actor; db: Db }

const NOTE = 200
const SETTLED = '这个岗位已经处理过了，请刷新查看。'

/** From this moment the post is in force. Exactly one of two who confirm at once succeeds. Throws 409. */
async function confirm({ actor, db }: Ctx, post: PostRow, by: 'head' | 'security', note?: string): Promise<void> {
  if (postState(post, actor.today) !== 'awaiting') throw conflict(SETTLED)
  const done = await db.post.updateMany({
    where: { id: post.id, confirmedAt: null, untilOn: post.until && dayToDb(post.until) },
    data: {
      confirmedBy: actor.postId,
      confirmedAt: actor.now,
      certifiedOn: dayToDb(actor.today),
      ...(note && { note }),
    },
  })
  if (done.count !== 1) throw conflict(SETTLED)
  await seatGridWorker(db, post)
  await settleUnitDuty({ actor, db }, 'confirm_post', post.id)
  await logAccess(db, actor, { event: 'post_confirm', data: { postId: post.id, by } })
}

/** The unit head (or the one of the unit above) confirms a granted post. Throws 404 for a post he does not answer for, 409. */
export async function confirmPost(ctx: Ctx, postId: unknown): Promise<string> {
  const post = await postIAnswerFor(ctx, postId)
  await confirm(ctx, post, 'head')
  return post.name
}

/** The head does not agree: the grant is over, with his reason for the security administrator. Throws 404, 409, 422. */
export async function refusePost(ctx: Ctx, form: FormData): Promise<string> {
  const parsed = parseWithZod(form, { schema: z.object({ post: z.uuid(), note: requiredText(NOTE) }) })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const post = await postIAnswerFor(ctx, parsed.value.post)
  if (postState(post, ctx.actor.today) !== 'awaiting') throw conflict(SETTLED)
  await endPost(ctx, post, { cause: 'refused', note: parsed.value.note })
  await settleUnitDuty(ctx, 'confirm_post', post.id)
  return post.name
}

/**
 * Where nobody answers for a post any more (its head left meanwhile), the security administrator confirms it and says
 * why. Throws 403 as long as there is a head, 404, 409, 422.
 */
export async function confirmHeadless(ctx: Ctx, postId: unknown, form: FormData): Promise<void> {
  const { actor, db } = ctx
  if (actor.role !== 'SE') throw refused()
  const post = await anyPost(db, postId)
  if (post.deputyOf) throw notFound()
  const heads = headsOfPost(post, await headsInOffice(db, actor.today, { around: [post.unit.code] }))
  if (heads.length) throw refused(`这个岗位由${heads.map((head) => head.name).join('、')}确认。`)
  if (post.userId === actor.userId) throw refused('不能确认自己的岗位。')
  const parsed = parseWithZod(form, { schema: z.object({ note: requiredText(NOTE) }) })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  await confirm(ctx, post, 'security', parsed.value.note)
}
