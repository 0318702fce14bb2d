/** Taking over a file (接手) or giving it to a colleague of the unit that owns it (交给同事). */
import { inForceSql } from '~/access/in-force.server'
import { judge } from '~/access/policy'
import { isRole, roles, type Role } from '~/access/roles'
import { Prisma } from '~/generated/prisma/client'
import { dayToDb } from '~/lib/dates'
import { conflict, invalid, refused } from '~/lib/errors'
import type { Ctx } from './act.server'
import { appendEvent } from './append-event.server'
import { handOf, type Domain } from './domain'
import type { BaseFacts } from './kind'
import { isCaseId, lockCase } from './load-case.server'
import { seeCase } from './read.server'

export type Colleague = { id: string; name: string; roleLabel: string }

export const mayHold = (role: string, kind: string): role is Role =>
  isRole(role) && (judge(role, kind, 'W').allowed || judge(role, kind, 'A').allowed)

/** Own posts in force (no cover) at a unit whose role may work on files of the kind. */
export async function colleaguesAt({ actor, db }: Ctx, unitCode: string, kind: string): Promise<Colleague[]> {
  const posts = await db.$queryRaw<{ id: string; role: string; name: string }[]>(Prisma.sql`
    SELECT p.id, p.role, u.name FROM post p JOIN app_user u ON u.id = p.user_id
    WHERE p.unit_code = ${unitCode} AND p.deputy_of IS NULL AND ${inForceSql(actor.today)} ORDER BY p.role, p.id`)
  return posts
    .filter((post) => mayHold(post.role, kind))
    .map((post) => ({ id: post.id, name: post.name, roleLabel: roles[post.role as Role] }))
}

export type Assignment = {
  caseId: string | undefined
  /** The post that is to hold the file; must be of the unit that owns it. */
  to: string
  /** The holder as seen on the page: '' = nobody. Somebody else by now is a conflict. */
  from: string
}

/**
 * Makes a post the file's holder (承办人); one event, no new version. Who holds the file gives it away, anybody who works
 * on it takes it, a head moves it between others. Throws 404, 403, 409, 422.
 */
export async function assignFile<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  { caseId, to, from }: Assignment,
): Promise<{ caseNo: string; name: string }> {
  const { actor, db } = ctx
  const file = await lockCase(db, domain.kind.name, caseId)
  const sight = await seeCase(ctx, file)
  if (sight.by !== 'range' || !mayHold(actor.role, file.kind) || !domain.kind.steps.assign) throw refused()
  if (!domain.kind.states[file.state]?.open) throw refused('档案已办结，不能再指定承办人。')
  const held = file.ownerPostId ?? ''
  if (held !== from) throw conflict('这份档案刚刚已由别人接手，请刷新查看。')
  const taker = isCaseId(to)
    ? (await colleaguesAt(ctx, file.scopeKey, file.kind)).find((one) => one.id === to)
    : undefined
  if (!taker) throw invalid({ to: ['请选择本单位的同事'] })
  if (held && held !== actor.postId && taker.id !== actor.postId && !judge(actor.role, file.kind, 'A').allowed)
    throw refused('这份档案由同事承办，只有本人或负责人能转交。')
  if (held === taker.id) return { caseNo: file.caseNo, name: taker.name }
  await db.caseFile.update({
    where: { id: file.id },
    data: { ownerPostId: taker.id, assignedOn: dayToDb(actor.today) },
  })
  const step = taker.id === actor.postId ? 'assign.take' : 'assign.give'
  await appendEvent(db, file, {
    step,
    fromState: file.state,
    toState: file.state,
    input: { to: taker.name },
    eventOn: actor.today,
    at: actor.now,
    hand: handOf(actor),
  })
  return { caseNo: file.caseNo, name: taker.name }
}
