/**
 * A child is in danger, by what it said or what was seen (DOMAIN 8, edge 8): guardian, school and medical help are called at
 * once. What the child said stands nowhere: neither here nor in a call or a pairing.
 */
import { logAccess } from '~/audit/log.server'
import type { Ctx } from '~/casefile/act.server'
import { eventRow } from '~/casefile/chain.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { handOf } from '~/casefile/domain'
import { loadCase } from '~/casefile/load-case.server'
import { ruleBook } from '~/casefile/rules.server'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import { conflict, notFound, refused } from '~/lib/errors'
import { isUuid } from '~/lib/ids.server'
import { helpDuties, type HelpDuty } from './terms'

const roles = ['CD', 'CS', 'SP', 'ST', 'PH']

/** Pressing twice raises nothing twice: a task that is open stays. Throws 403, 404. */
export async function raiseHelp(ctx: Ctx, caseId: string | undefined): Promise<void> {
  const { actor, db } = ctx
  if (!roles.includes(actor.role)) throw refused()
  const file = await loadCase(db, 'child', caseId)
  if (file.closedOn) throw refused('这份档案已经办结。孩子有危险的，请直接拨打 110、120，并做强制报告。')
  const book = await ruleBook(db)
  const tasks = helpDuties.map((code) => {
    const due = computeDue({ book, rule: 'D4.at_once', from: actor.today, roll: 'none', because: '发现危险' })
    return taskRow(file, { ...due, code, role: 'CD', occurrence: 1, triggerOn: actor.today }, actor.now)
  })
  const event = eventRow(file, {
    step: 'help_now',
    fromState: file.state,
    toState: file.state,
    input: undefined,
    eventOn: actor.today,
    at: actor.now,
    hand: handOf(actor),
  })
  await db.$executeRaw`SELECT raise_child_help(${file.id}::uuid, ${JSON.stringify(event)}::jsonb, ${JSON.stringify(tasks)}::jsonb)`
  await logAccess(db, actor, { event: 'step', fileToken: file.fileToken, data: { kind: file.kind, step: 'help_now' } })
}

/** What is open of it on a file, as far as the post sees tasks: its own and its range's. */
export async function readHelp(ctx: Ctx, caseId: string | undefined) {
  const { actor, db } = ctx
  if (!roles.includes(actor.role)) throw notFound()
  const file = await loadCase(db, 'child', caseId)
  const tasks = await db.task.findMany({
    where: { caseId: file.id, code: { in: [...helpDuties] } },
    orderBy: [{ createdAt: 'desc' }, { code: 'asc' }],
    take: 12,
  })
  return {
    id: file.id,
    open: tasks
      .filter((task) => !task.doneAt)
      .map((task) => ({
        id: task.id,
        code: task.code as HelpDuty,
        mine: task.assigneeId === actor.postId || (!task.assigneeId && task.role === actor.role),
      })),
    closed: file.closedOn !== null,
  }
}
export type HelpData = Awaited<ReturnType<typeof readHelp>>

/** One of the three is done. Whoever it is given to says so; the database refuses anybody else. Throws 404, 409. */
export async function settleHelp(ctx: Ctx, taskId: FormDataEntryValue | null): Promise<void> {
  const { actor, db } = ctx
  if (!isUuid(taskId)) throw notFound()
  const task = await db.task.findFirst({ where: { id: taskId, code: { in: [...helpDuties] } } })
  if (!task?.caseId) throw notFound()
  if (task.assigneeId ? task.assigneeId !== actor.postId : task.role !== actor.role)
    throw refused('这一项由负责的人办结。')
  const { count } = await db.task.updateMany({
    where: { id: task.id, doneAt: null },
    data: { doneAt: actor.now, doneBy: actor.postId, outcome: 'done' },
  })
  if (count !== 1) throw conflict('这一项已经办结了。')
}
