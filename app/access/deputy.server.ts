import { z } from 'zod'
import { parseWithZod } from '@conform-to/zod/v4'
import { logAccess } from '~/audit/log.server'
import { addDays, addMonths, dayToDb, dbToDay, formatDay, type LegalDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { invalid, notFound, refused } from '~/lib/errors'
import { legalDay } from '~/lib/text'
import type { Actor } from './actor'
import { isHead, staffOf } from './authorise.server'
import { limitOf } from './authorise-limits.server'
import { exclusions } from './roles'

type Ctx = { actor: Actor; db: Db }

export type Deputy = { id: string; name: string; from: LegalDay; until: LegalDay | null; running: boolean }

const input = z.object({ deputy: z.uuid(), from: legalDay(), until: legalDay() })

/** The deputies of the own post, newest first. */
export async function listDeputies({ actor, db }: Ctx): Promise<Deputy[]> {
  const posts = await db.post.findMany({
    where: { deputyOf: actor.postId },
    include: { user: true },
    orderBy: { fromOn: 'desc' },
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
  const staff = await staffOf(ctx)
  const parsed = parseWithZod(form, { schema: input })
  if (parsed.status !== 'success') throw invalid((parsed.error ?? {}) as Record<string, string[]>)
  const { deputy, from, until } = parsed.value
  const person = staff.find((one) => one.id === deputy && one.ownUnit && !one.deputyOf)
  if (!person) throw invalid({ deputy: ['请从本单位人员中选择'] })
  const last = addMonths(actor.today, (await limitOf(db, 'X.authorisation', actor.today)).value)
  if (from < actor.today) throw invalid({ from: ['开始日期不能早于今天'] })
  if (until < from) throw invalid({ until: ['结束日期不能早于开始日期'] })
  if (until > last) throw invalid({ until: [`代理最长到 ${formatDay(last)}`] })
  if (staff.some((one) => one.userId === person.userId && one.role === actor.role && one.ownUnit))
    throw invalid({ deputy: ['该同志已经有这个岗位，不用再安排代理'] })
  const held = await db.post.findMany({
    where: { userId: person.userId, OR: [{ untilOn: null }, { untilOn: { gte: dayToDb(from) } }] },
  })
  if (
    exclusions.some(
      (set) =>
        set.includes(actor.role) &&
        held.some((post) => post.role !== actor.role && (set as readonly string[]).includes(post.role)),
    )
  ) {
    throw invalid({ deputy: ['该同志现有岗位与这个岗位不能由一人兼任'] })
  }
  const drafted = await db.proposal.count({
    where: { proposedUser: person.userId, state: 'waiting', secondRoles: { has: actor.role } },
  })
  if (drafted > 0) {
    throw invalid({
      deputy: [
        `该同志有 ${drafted} 件自己提交、须由您这一岗位审批的事项。拟办人不能审批自己的事项，请先审批完，或换人代理`,
      ],
    })
  }
  const made = await db.post.create({
    data: {
      userId: person.userId,
      role: actor.role,
      unitCode: actor.unit.code,
      fromOn: dayToDb(from),
      untilOn: dayToDb(until),
      deputyOf: actor.postId,
    },
  })
  await logAccess(db, actor, { event: 'deputy', data: { postId: made.id, until } })
}

/** Ends a deputy's post of the own at once; a session that works in it must choose another post. */
export async function endDeputy({ actor, db }: Ctx, postId: FormDataEntryValue | null): Promise<void> {
  const post =
    typeof postId === 'string' && postId.length === 36
      ? await db.post.findFirst({ where: { id: postId, deputyOf: actor.postId } })
      : null
  if (!post) throw notFound()
  const until = addDays(actor.today, -1)
  await db.post.update({ where: { id: post.id }, data: { untilOn: dayToDb(until) } })
  await logAccess(db, actor, { event: 'deputy', data: { postId: post.id, until } })
}
