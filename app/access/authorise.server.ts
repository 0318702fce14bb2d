import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { addMonths, dayToDb, dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, refused } from '~/lib/errors'
import { legalDay } from '~/lib/text'
import type { Actor } from './actor'
import { limitOf } from './authorise-limits.server'
import { isRole, roles, type Role } from './roles'

type Ctx = { actor: Actor; db: Db }

/** The heads (单位负责人) and, beside their own unit's posts, the lower heads that they authorise in their region. */
const headOver: Partial<Record<Role, readonly Role[]>> = { TH: [], JA: ['TH'], JX: ['JA'] }

export const isHead = (role: Role): boolean => role in headOver

export type StaffPost = {
  id: string
  userId: string
  name: string
  role: string
  roleLabel: string
  unitCode: string
  unitName: string
  ownUnit: boolean
  until: LegalDay | null
  authorisedUntil: LegalDay | null
  deputyOf: string | null
}

/** The posts in force that this head answers for: own unit, and lower heads of the region; never the own post. */
export async function staffOf({ actor, db }: Ctx): Promise<StaffPost[]> {
  const lower = headOver[actor.role]
  if (!lower) throw refused('只有单位负责人可以办理授权与代理。')
  const day = dayToDb(actor.today)
  const posts = await db.post.findMany({
    where: {
      AND: [
        {
          OR: [
            { unitCode: actor.unit.code },
            { role: { in: [...lower] }, unitCode: { startsWith: actor.unit.regionCode } },
          ],
        },
        { OR: [{ untilOn: null }, { untilOn: { gte: day } }] },
      ],
      userId: { not: actor.userId },
      user: { disabledAt: null },
    },
    include: { user: true, unit: true },
    orderBy: [{ unitCode: 'asc' }, { role: 'asc' }, { id: 'asc' }],
  })
  return posts.map((post) => ({
    id: post.id,
    userId: post.userId,
    name: post.user.name,
    role: post.role,
    roleLabel: isRole(post.role) ? roles[post.role] : post.role,
    unitCode: post.unitCode,
    unitName: post.unit.name,
    ownUnit: post.unitCode === actor.unit.code,
    until: post.untilOn && dbToDay(post.untilOn),
    authorisedUntil: post.authorisedUntil && dbToDay(post.authorisedUntil),
    deputyOf: post.deputyOf,
  }))
}

const input = z.object({ post: z.uuid(), until: legalDay() })

/**
 * Standing authorisation (常设授权) of a post for kinds with minors: signed by the unit head, 12 months at most (MNR 36,
 * DOMAIN 4.10). Throws 403 for anybody but the head, 422 for a post that is not his or a day beyond the limit.
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
  await logAccess(db, actor, { event: 'authorise', data: { postId: post, until } })
}

/** Takes a standing authorisation back, at once. */
export async function withdrawAuthorisation(ctx: Ctx, postId: FormDataEntryValue | null): Promise<void> {
  const post = (await staffOf(ctx)).find((one) => one.id === postId)
  if (!post) throw invalid({ post: ['请从列表中选择'] })
  await ctx.db.post.update({ where: { id: post.id }, data: { authorisedBy: ctx.actor.postId, authorisedUntil: null } })
  await logAccess(ctx.db, ctx.actor, { event: 'authorise', data: { postId: post.id, until: ctx.actor.today } })
}
