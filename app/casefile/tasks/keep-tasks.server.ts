import type { Db } from '~/lib/db.server'
import type { LegalDay } from '~/lib/dates'
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
    due_at: task.dueAt?.toISOString() ?? null,
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
const sameClock = (known: Open, task: PlannedTask) => known.triggerOn === task.triggerOn && known.ruleId === task.ruleId

type Open = { id: string; code: string; scopeKey: string; dueOn: LegalDay; triggerOn: LegalDay; ruleId: string }

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
  const open = await db.$queryRaw<Open[]>`
    SELECT id, code, scope_key AS "scopeKey", due_on::text AS "dueOn", trigger_on::text AS "triggerOn", rule_id AS "ruleId"
    FROM task WHERE case_id = ${file.id}::uuid AND done_at IS NULL`
  const done = open.filter((task) => settled.includes(task.code))
  const left = open.filter(
    (task) =>
      !settled.includes(task.code) && kind.duties[task.code] && !kind.duties[task.code]!.during.includes(facts.state),
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
    else if (known.dueOn !== task.dueOn && !sameClock(known, task)) {
      moved.push({ code: task.code, from: known.dueOn, to: task.dueOn })
      await reschedule(db, known.id, task)
    }
  }
  // The facts no longer give such a duty (a pause ended it, somebody else did it).
  const idle = kept.filter((task) => kind.duties[task.code] && !wanted.some((plan) => plan.code === task.code))
  await close(db, { done, superseded: [...left, ...idle] }, hand, at)
  // A duty moves with its file: the new owner does what is still open.
  if (open.some((task) => task.scopeKey !== file.scopeKey))
    await db.$executeRaw`UPDATE task SET scope_key = ${file.scopeKey}, assignee_id = NULL
      WHERE case_id = ${file.id}::uuid AND done_at IS NULL AND scope_key <> ${file.scopeKey} AND code = ANY (${Object.keys(kind.duties)})`
  if (fresh.length)
    await db.$executeRaw`SELECT add_rows(${JSON.stringify({ task: fresh.map((task) => taskRow(file, task, at)) })}::jsonb)`
  return { moved }
}

async function close(
  db: Db,
  { done, superseded }: Record<'done' | 'superseded', readonly Open[]>,
  hand: Hand,
  at: Date,
): Promise<void> {
  if (!done.length && !superseded.length) return
  const ids = (tasks: readonly Open[]) => tasks.map((task) => task.id)
  await db.$executeRaw`UPDATE task SET done_at = ${at}, done_by = ${hand.postId}::uuid,
    outcome = CASE WHEN id = ANY (${ids(done)}::uuid[]) THEN 'done' ELSE 'superseded' END
    WHERE id = ANY (${ids([...done, ...superseded])}::uuid[])`
}

const reschedule = (db: Db, id: string, task: PlannedTask) => db.$executeRaw`
  UPDATE task SET trigger_on = ${task.triggerOn}::date, due_on = ${task.dueOn}::date, warn_on = ${task.warnOn}::date,
    provisional = ${task.provisional}, rule_id = ${task.ruleId}, rule_value = ${task.ruleValue}, rule_unit = ${task.ruleUnit}, reason = ${task.reason}
  WHERE id = ${id}::uuid`
