import type { Actor } from '~/access/actor'
import { limitOf } from '~/access/authorise-limits.server'
import { logAccess } from '~/audit/log.server'
import { addDays, dayToDb, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { headsInOffice, headsOfPost } from './answers-for.server'
import { staffOf } from './authorise-post.server'
import { endPost } from './end-post.server'
import { anyPost, type PostRow } from './post-rows.server'
import { certifyBy, postState } from './post-state'
import { settleUnitDuty } from './settle-unit-duty.server'

type Ctx = { actor: Actor; db: Db }

export type ToCertify = PostRow & { by: LegalDay }

/** The posts whose rights this head certifies (权限复核), with the day by which he does; those due first. */
export async function postsToCertify(ctx: Ctx): Promise<{ posts: ToCertify[]; next: LegalDay | null }> {
  const months = (await limitOf(ctx.db, 'X.recertify', ctx.actor.today)).value
  const posts = (await staffOf(ctx))
    .filter((post) => !post.deputyOf)
    .map((post) => ({ ...post, by: certifyBy(post.certifiedOn, months) }))
    .sort((a, b) => (a.by === b.by ? 0 : a.by < b.by ? -1 : 1))
  return { posts, next: posts[0]?.by ?? null }
}

/**
 * Where nobody answers for a post, the security administrator certifies its rights, never his own. Throws 403 as long as
 * there is a head, 404.
 */
export async function certifyHeadless({ actor, db }: Ctx, id: unknown): Promise<void> {
  if (actor.role !== 'SE') throw refused()
  const post = await anyPost(db, id)
  if (postState(post, actor.today) !== 'in_force' || post.deputyOf) throw notFound()
  const heads = headsOfPost(post, await headsInOffice(db, actor.today, { around: [post.unit.code] }))
  if (heads.length) throw refused(`这个岗位由${heads.map((head) => head.name).join('、')}复核。`)
  if (post.userId === actor.userId) throw refused('不能复核自己的岗位，请由另一位安全管理员复核。')
  await db.post.update({
    where: { id: post.id },
    data: { certifiedOn: dayToDb(actor.today), certifiedBy: actor.postId },
  })
  await logAccess(db, actor, { event: 'certify', data: { posts: [post.id] } })
}

/**
 * The head has looked through the rights of his people: those named in `end` are over at once, the others that stood on
 * his page (`seen`) are certified for another X.recertify months. Throws 403, 409, 422. Gives how many stayed and ended.
 */
export async function certifyPosts(ctx: Ctx, form: FormData): Promise<{ kept: number; ended: number }> {
  const { actor, db } = ctx
  const [seen, ending] = ['seen', 'end'].map((name) => new Set(form.getAll(name).map(String)))
  const { posts } = await postsToCertify(ctx)
  const looked = posts.filter((post) => seen!.has(post.id))
  if (looked.length === 0 || looked.length !== seen!.size)
    throw invalid({ '': ['人员有变动，请刷新页面，按最新名单复核'] })
  const over = looked.filter((post) => ending!.has(post.id))
  if (over.length !== ending!.size) throw invalid({ '': ['请从名单中选择要结束的岗位'] })
  for (const post of over) await endPost(ctx, post, { cause: 'not_needed' })
  const kept = looked.filter((post) => !ending!.has(post.id)).map((post) => post.id)
  await db.post.updateMany({
    where: { id: { in: kept } },
    data: { certifiedOn: dayToDb(actor.today), certifiedBy: actor.postId },
  })
  const warn = (await limitOf(db, 'X.recertify_warn', actor.today)).value
  const { next } = await postsToCertify(ctx)
  if (!next || next > addDays(actor.today, warn)) await settleUnitDuty(ctx, 'recertify', actor.unit.code)
  await logAccess(db, actor, { event: 'certify', data: { posts: kept } })
  return { kept: kept.length, ended: over.length }
}
