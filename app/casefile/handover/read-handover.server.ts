/** The pages of handing over (交接在办档案): who holds what, and one person's list. */
import { Prisma } from '~/generated/prisma/client'
import { addDays, dayOf, dbToDay, NO_DUE } from '~/lib/dates'
import { maskName } from '~/people/identity'
import { postIAnswerFor, postsIAnswerFor } from '~/orgs/posts/answers-for.server'
import type { PostRow } from '~/orgs/posts/post-rows.server'
import { postState, type PostState } from '~/orgs/posts/post-state'
import type { Ctx } from '../act.server'
import { caseHref, dutyLabel, shownName, type Domains } from '../desk/duty-words'
import { isCaseId } from '../load-case.server'
import { dueWords, plainDay, type DayWords } from '../ui/day-words'
import { receiversOf } from './receivers.server'
import { countHeld, heldDuties, heldFiles, kindsHandedOver, type Held, type Leaver } from './what-he-holds.server'

/** Posts that ended longer ago hold nothing any more, or their duty stands overdue on the desk. */
const LOOK_BACK_DAYS = 730
const PAGE = 100

export type Holder = PostRow & Held & { state: PostState }

/** The posts of this head's people that hold something: first those that are over, then those in office. Throws 403. */
export async function listHolders(domains: Domains, ctx: Ctx): Promise<{ over: Holder[]; inOffice: Holder[] }> {
  const { today } = ctx.actor
  const posts = await postsIAnswerFor(
    ctx,
    Prisma.sql`p.deputy_of IS NULL AND (p.until_on IS NULL OR p.until_on >= ${addDays(today, -LOOK_BACK_DAYS)}::date)`,
  )
  const held = await countHeld(
    domains,
    ctx,
    posts.map((post) => post.id),
  )
  const holders = posts.flatMap((post): Holder | [] => {
    const one = held.get(post.id)
    return one ? { ...post, ...one, state: postState(post, today) } : []
  })
  const isOver = (one: Holder) => one.state === 'ended' || one.state === 'disabled'
  return { over: holders.filter(isOver), inOffice: holders.filter((one) => !isOver(one)) }
}

export type Row = { id: string; name: string; caseNo: string; href?: string; what: string; when: DayWords }
type Raw = {
  id: string
  case_id: string
  kind: string
  case_no: string
  name: string
  /** Of a file its state, of a duty its code. */
  what: string
  due_on: Date
  is_file: boolean
}

/** One page of his open files, and his duties by name, in one statement. */
async function lists(domains: Domains, ctx: Ctx, leaver: Leaver, kinds: string[], after: string | null) {
  const beyond = isCaseId(after) ? Prisma.sql`AND c.id > ${after}::uuid` : Prisma.empty
  const raw = await ctx.db.$queryRaw<Raw[]>(Prisma.sql`
    (SELECT c.id, c.id AS case_id, c.kind, c.case_no, c.name, c.state AS what, c.next_due_on AS due_on, true AS is_file FROM case_file c
      WHERE ${heldFiles(domains, leaver.id, kinds)} ${beyond} ORDER BY c.id LIMIT ${PAGE + 1})
    UNION ALL (SELECT t.id, c.id, t.kind, c.case_no, c.name, t.code, t.due_on, false FROM task t JOIN case_file c ON c.id = t.case_id
      WHERE ${heldDuties(leaver.id, kinds)} ORDER BY t.due_on, t.id LIMIT ${PAGE})`)
  const rowOf = (one: Raw): Row => {
    const due = dbToDay(one.due_on)
    const href = caseHref(domains, one.kind, one.case_id)
    return {
      id: one.id,
      name: shownName(domains, one.kind, one.name),
      caseNo: one.case_no,
      ...(href && { href }),
      what: one.is_file
        ? (domains[one.kind]?.kind.states[one.what]?.label ?? one.what)
        : dutyLabel(domains, one.kind, one.what),
      when: due === NO_DUE ? { text: '无到期事项', tone: 'plain' } : dueWords(due, ctx.actor.today),
    }
  }
  const found = raw.filter((one) => one.is_file)
  const files = found.slice(0, PAGE).map(rowOf)
  const next = found.length > PAGE ? `?after=${files.at(-1)!.id}` : undefined
  return { rows: files, next, duties: raw.filter((one) => !one.is_file).map(rowOf) }
}

export type Other = { id: string; href?: string; caseNo: string; name: string; what: string }

/** What no list hands over: where he is named by a step of the file, and what he proposed that waits. */
async function others(domains: Domains, ctx: Ctx, leaver: Leaver): Promise<{ ties: Other[]; proposals: Other[] }> {
  const { actor, db } = ctx
  const ties: Other[] = []
  for (const domain of Object.values(domains)) {
    for (const tie of (await domain.ties?.(ctx, leaver.id)) ?? []) {
      const label = domain.kind.steps[tie.step]?.label ?? tie.step
      ties.push({
        id: `${tie.caseId} ${tie.step}`,
        href: `${domain.kind.path}/${tie.caseId}`,
        caseNo: tie.caseNo,
        name: maskName(tie.name),
        what: `${tie.what}，在档案里办理“${label}”`,
      })
    }
  }
  const waiting = await db.$queryRaw<
    { id: string; case_id: string; kind: string; step: string; proposed_at: Date; case_no: string; name: string }[]
  >(Prisma.sql`
    SELECT p.id, p.case_id, p.kind, p.step, p.proposed_at, c.case_no, c.name FROM proposal p JOIN case_file c ON c.id = p.case_id
    WHERE p.proposed_by = ${leaver.id}::uuid AND p.state IN ('waiting', 'decided') ORDER BY p.id LIMIT ${PAGE}`)
  const proposals = waiting.map((one): Other => {
    const href = caseHref(domains, one.kind, one.case_id)
    return {
      id: one.id,
      ...(href && { href: `${href}/proposal/${one.id}` }),
      caseNo: one.case_no,
      name: shownName(domains, one.kind, one.name),
      what: `${domains[one.kind]?.kind.steps[one.step]?.label ?? one.step}，${plainDay(dayOf(one.proposed_at), actor.today)}提交`,
    }
  })
  return { ties, proposals }
}

/** One person's list, with who may take it over. Throws 403, 404. */
export async function readHandover(domains: Domains, ctx: Ctx, postId: string | undefined, address: URLSearchParams) {
  const leaver = await postIAnswerFor(ctx, postId)
  const kinds = kindsHandedOver(domains, ctx)
  const held = (await countHeld(domains, ctx, [leaver.id])).get(leaver.id) ?? { files: 0, duties: 0 }
  return {
    who: { ...leaver, ...held, state: postState(leaver, ctx.actor.today) } satisfies Holder,
    ...(await lists(domains, ctx, leaver, kinds, address.get('after'))),
    ...(await others(domains, ctx, leaver)),
    ...(await receiversOf(ctx, leaver, kinds)),
    able: kinds.length > 0,
  }
}

export type Handover = Awaited<ReturnType<typeof readHandover>>
