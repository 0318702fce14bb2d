import type { Actor } from '~/access/actor'
import { decrypt } from '~/lib/crypto.server'
import { dayOf } from '~/lib/dates'
import { conflict, refused } from '~/lib/errors'
import type { Ctx } from './act.server'
import { appendEvent } from './append-event.server'
import { handOf, type CaseRow, type Domain } from './domain'
import type { BaseFacts } from './kind'
import { lockCase } from './load-case.server'
import { ruleBook } from './rules.server'
import { restore, type Before } from './snapshot.server'
import { keepTasks } from './tasks/keep-tasks.server'

export type LastEvent = { seq: number; step: string; at: Date; postId: string | null; inputsEnc: string | null }

/** Why the last event of a file cannot be undone by this post now, or that it can. */
export function undoableNow<F extends BaseFacts, E extends LastEvent>(
  domain: Domain<F>,
  actor: Pick<Actor, 'postId' | 'today'>,
  last: E | undefined,
) {
  const decl = last && domain.kind.steps[last.step]
  if (!last || !decl) return { why: '最近一次不是办理步骤，没有可撤销的内容。' }
  if (last.postId !== actor.postId) return { why: '只能由办理人本人撤销。' }
  if (dayOf(last.at) !== actor.today) return { why: '只能在办理当天撤销；以后请用“更正”。' }
  if (decl.final || decl.second || decl.from === 'entry')
    return { why: '这一步已经通知了其他单位或经过审批，不能撤销。' }
  if (!last.inputsEnc) return { why: '这一步不能撤销。' }
  return { event: last, label: decl.label }
}

export async function undoable<F extends BaseFacts>(domain: Domain<F>, { actor, db }: Ctx, file: CaseRow) {
  const last = await db.caseEvent.findFirst({ where: { caseId: file.id }, orderBy: { seq: 'desc' } })
  return undoableNow(domain, actor, last ?? undefined)
}

/**
 * Takes the last step back (撤销): same person, same day, nothing issued, nobody acted since. State and the kind's own
 * columns return to what they were; duties it closed are open again, dates and units of duties follow. An event of its own stays. Throws 404, 403, 409.
 */
export async function undo<F extends BaseFacts>(
  domain: Domain<F>,
  ctx: Ctx,
  request: { caseId: string | undefined; version: number },
): Promise<string> {
  const { actor, db } = ctx
  const file = await lockCase(db, domain.kind.name, request.caseId)
  if (request.version !== file.version) throw conflict()
  const found = await undoable(domain, ctx, file)
  if (!found.event) throw refused(found.why)
  const { before } = JSON.parse(decrypt(found.event.inputsEnc!, `event:${file.id}`)) as { before: Before }
  await restore(db, domain.kind, file.id, before)
  await db.$executeRaw`UPDATE case_file SET state = ${before.file.state}, scope_key = ${before.file.scopeKey}, owner_post_id = ${before.file.ownerPostId}::uuid,
    residence_code = ${before.file.residenceCode}, closed_on = ${before.file.closedOn}::date, version = version + 1 WHERE id = ${file.id}::uuid`
  const at = found.event.at
  await db.task.updateMany({
    where: { caseId: file.id, createdAt: at, doneAt: null },
    data: { doneAt: actor.now, doneBy: actor.postId, outcome: 'undone' },
  })
  await db.task.updateMany({
    where: { caseId: file.id, doneAt: at, doneBy: actor.postId },
    data: { doneAt: null, doneBy: null, outcome: null },
  })
  const current: CaseRow = {
    ...file,
    state: before.file.state,
    scopeKey: before.file.scopeKey,
    version: file.version + 1,
  }
  const appended = await appendEvent(db, current, {
    step: '$undo',
    fromState: file.state,
    toState: before.file.state,
    input: { undone: found.event.step, seq: found.event.seq },
    eventOn: actor.today,
    at: actor.now,
    hand: handOf(actor),
  })
  const facts = (await domain.facts(db, [file.id])).get(file.id)!
  await keepTasks(db, {
    kind: domain.kind,
    file: appended,
    facts,
    book: await ruleBook(db),
    hand: handOf(actor),
    at: actor.now,
  })
  return found.label
}
