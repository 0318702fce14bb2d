import type { Db } from '~/lib/db.server'
import { dayToDb, dbToDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { RuleBook } from '../deadlines/rule-book'
import type { CaseRow, Hand } from '../domain'
import type { BaseFacts, Kind } from '../kind'
import { planDuties, type PlannedTask } from './plan-duties'

export type TaskRow = ReturnType<typeof taskRow>

/** The row of a planned task, for add_rows (snake case). The unit that owns the file does it, unless told otherwise. */
export function taskRow(
  file: Pick<CaseRow, 'id' | 'kind' | 'scopeKey' | 'neutralNo' | 'ownerPostId'>,
  task: PlannedTask,
  at: Date,
) {
  return {
    id: uuidv7(),
    scope_key: file.scopeKey,
    case_id: file.id,
    kind: file.kind,
    neutral_no: file.neutralNo,
    code: task.code,
    role: task.role,
    assignee_id: null as string | null,
    occurrence: task.occurrence,
    trigger_on: task.triggerOn,
    due_on: task.dueOn,
    warn_on: task.warnOn,
    provisional: task.provisional,
    rule_id: task.ruleId,
    rule_value: task.ruleValue,
    rule_unit: task.ruleUnit,
    reason: task.reason,
    created_at: at.toISOString(),
  }
}

type Plan<F extends BaseFacts> = {
  kind: Kind<F>
  file: CaseRow
  facts: F
  book: RuleBook
  hand: Hand
  at: Date
  /** Duties that begin now. */
  due?: readonly string[]
  /** Duties that were fulfilled now. */
  settled?: readonly string[]
}

/** The trigger and the rule are those of before: only a changed parameter or calendar can give another day. */
const sameClock = (known: { triggerOn: Date; ruleId: string }, task: PlannedTask) =>
  dbToDay(known.triggerOn) === task.triggerOn && known.ruleId === task.ruleId

/**
 * Brings a file's tasks in line with its facts: fulfilled duties are done, duties of a state that was left are
 * superseded, new and standing ones are added, and open ones whose day moved get the new day. A day moves here because
 * the facts did; what a changed parameter or calendar moves is reviewed first (rule-changes/).
 */
export async function keepTasks<F extends BaseFacts>(
  db: Db,
  plan: Plan<F>,
): Promise<{ moved: { code: string; from: string; to: string }[] }> {
  const { kind, file, facts, book, hand, at } = plan
  const settled = plan.settled ?? []
  const open = await db.task.findMany({ where: { caseId: file.id, doneAt: null } })
  const done = open.filter((task) => settled.includes(task.code))
  const left = open.filter(
    (task) =>
      !settled.includes(task.code) && kind.duties[task.code] && !kind.duties[task.code]!.during.includes(facts.state),
  )
  await close(
    db,
    done.map((task) => task.id),
    'done',
    hand,
    at,
  )
  await close(
    db,
    left.map((task) => task.id),
    'superseded',
    hand,
    at,
  )

  const gone = new Set([...done, ...left].map((task) => task.id))
  const kept = open.filter((task) => !gone.has(task.id))
  const wanted = planDuties(
    kind,
    [...(plan.due ?? []), ...kept.map((task) => task.code).filter((code) => code in kind.duties)],
    facts,
    book,
  )
  const moved: { code: string; from: string; to: string }[] = []
  const fresh: PlannedTask[] = []
  for (const task of wanted) {
    const known = kept.find((row) => row.code === task.code)
    if (!known) fresh.push(task)
    else if (dbToDay(known.dueOn) !== task.dueOn && !sameClock(known, task)) {
      moved.push({ code: task.code, from: dbToDay(known.dueOn), to: task.dueOn })
      await db.task.update({ where: { id: known.id }, data: dates(task) })
    }
  }
  // The facts no longer give such a duty (a pause ended it, somebody else did it).
  const idle = kept.filter((task) => kind.duties[task.code] && !wanted.some((plan) => plan.code === task.code))
  await close(
    db,
    idle.map((task) => task.id),
    'superseded',
    hand,
    at,
  )
  // A duty moves with its file: the new owner does what is still open.
  await db.task.updateMany({
    where: { caseId: file.id, doneAt: null, scopeKey: { not: file.scopeKey }, code: { in: Object.keys(kind.duties) } },
    data: { scopeKey: file.scopeKey, assigneeId: null },
  })
  if (fresh.length)
    await db.$executeRaw`SELECT add_rows(${JSON.stringify({ task: fresh.map((task) => taskRow(file, task, at)) })}::jsonb)`
  return { moved }
}

async function close(db: Db, ids: string[], outcome: 'done' | 'superseded', hand: Hand, at: Date): Promise<void> {
  if (ids.length)
    await db.task.updateMany({ where: { id: { in: ids } }, data: { doneAt: at, doneBy: hand.postId, outcome } })
}

const dates = (task: PlannedTask) => ({
  triggerOn: dayToDb(task.triggerOn),
  dueOn: dayToDb(task.dueOn),
  warnOn: dayToDb(task.warnOn),
  provisional: task.provisional,
  ruleId: task.ruleId,
  ruleValue: task.ruleValue,
  ruleUnit: task.ruleUnit,
  reason: task.reason,
})
