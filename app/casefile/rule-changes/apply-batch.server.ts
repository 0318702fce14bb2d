import { logSystem } from '~/audit/log.server'
import { dayToDb, dbToDay, dayOf } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { Due } from '../deadlines/compute'
import type { Kind } from '../kind'
import { forgetRules, storedRules } from '../rules.server'
import { changeOf } from './change-of'
import { changedBook, clockBy, differs, type RuleChange } from './recompute'

const CHUNK = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

type Line = {
  task_id: string
  old_due: Date
  old_warn: Date
  old_provisional: boolean
  new_due: Date
  new_warn: Date
  new_provisional: boolean
  kind: string
  code: string
  rule_id: string
  trigger_on: Date
  due_on: Date
  warn_on: Date
  provisional: boolean
  done: boolean
}
type Outcome = 'applied' | 'done' | 'changed'

/** What becomes of a reviewed line now: moved as reviewed, or left alone because the duty was done or changed meanwhile. */
function judgeLine(line: Line, due: Due | undefined): Outcome {
  if (line.done) return 'done'
  const stored = { dueOn: dbToDay(line.due_on), warnOn: dbToDay(line.warn_on), provisional: line.provisional }
  const seen = { dueOn: dbToDay(line.old_due), warnOn: dbToDay(line.old_warn), provisional: line.old_provisional }
  const agreed = { dueOn: dbToDay(line.new_due), warnOn: dbToDay(line.new_warn), provisional: line.new_provisional }
  return !due || differs(stored, seen) || differs(due, agreed) ? 'changed' : 'applied'
}

/** Writes the change itself: a new version beside the old ones, or the year as a whole. */
async function writeChange(db: Db, change: RuleChange, source: string, at: Date): Promise<void> {
  if (change.cause === 'rule') {
    const { ruleId, value, effectiveFrom } = change
    const before = await db.ruleParam.findFirstOrThrow({ where: { ruleId }, orderBy: { effectiveFrom: 'desc' } })
    const { unit, label } = before
    await db.ruleParam.create({ data: { ruleId, value, unit, label, source, effectiveFrom: dayToDb(effectiveFrom) } })
  }
  if (change.cause === 'calendar') {
    const { year, days } = change
    const within = { gte: dayToDb(`${year}-01-01`), lte: dayToDb(`${year}-12-31`) }
    await db.workdayCalendar.deleteMany({ where: { day: within } })
    await db.workdayCalendar.createMany({
      data: days.map(({ day, kind, name }) => ({ day: dayToDb(day), kind, name: name ?? '' })),
    })
    const loaded = { source, loadedOn: dayToDb(dayOf(at)) }
    await db.workdayYear.upsert({ where: { year }, create: { year, ...loaded }, update: loaded })
  }
}

/**
 * Carries a confirmed batch out, all in the caller's transaction: the new version or year counts from now on, each reviewed
 * duty gets its new day with the reason behind it; one that was done or changed meanwhile is skipped and marked so. The
 * files' timelines hold steps and corrections, not dates, and stay as they are. Gives the counts; undefined when the
 * batch is not (or no longer) confirmed.
 */
export async function applyBatch(
  db: Db,
  kinds: Record<string, Kind>,
  batchId: string,
  at: Date,
): Promise<Record<Outcome, number> | undefined> {
  const locked = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM recompute_batch WHERE id = ${batchId}::uuid AND state = 'confirmed' FOR UPDATE`
  if (locked.length === 0) return undefined
  const batch = await db.recomputeBatch.findUniqueOrThrow({ where: { id: batchId } })
  const change = changeOf(batch)
  const clock = clockBy(kinds, changedBook(await storedRules(db), change))
  await writeChange(db, change, batch.source, at)
  const counts = { applied: 0, done: 0, changed: 0 }
  for (let after = FIRST; ;) {
    const lines = await db.$queryRaw<Line[]>`
      SELECT l.*, t.kind, t.code, t.rule_id, t.trigger_on, t.due_on, t.warn_on, t.provisional, t.done_at IS NOT NULL AS done
      FROM recompute_line l JOIN task t ON t.id = l.task_id
      WHERE l.batch_id = ${batchId}::uuid AND l.task_id > ${after}::uuid ORDER BY l.task_id LIMIT ${CHUNK} FOR UPDATE OF t`
    const judged = lines.map((line) => {
      const { kind, code, rule_id: ruleId } = line
      const due = clock({ kind, code, ruleId, triggerOn: dbToDay(line.trigger_on) })
      const outcome = judgeLine(line, due)
      counts[outcome] += 1
      return { task_id: line.task_id, outcome, due }
    })
    await writeDates(db, batchId, judged)
    after = lines.at(-1)?.task_id ?? after
    if (lines.length < CHUNK) break
  }
  const { applied, done: doneMeanwhile, changed: changedMeanwhile } = counts
  await db.recomputeBatch.update({
    where: { id: batchId },
    data: { state: 'applied', appliedAt: at, applied, doneMeanwhile, changedMeanwhile },
  })
  const data = { batch: batchId, cause: batch.cause, applied, doneMeanwhile, changedMeanwhile }
  await logSystem(db, at, { event: 'rule_change_applied', data })
  forgetRules()
  return counts
}

type Judged = { task_id: string; outcome: Outcome; due: Due | undefined }

async function writeDates(db: Db, batchId: string, judged: readonly Judged[]): Promise<void> {
  const moves = judged.flatMap(({ task_id, outcome, due }) =>
    outcome === 'applied' && due
      ? [
          {
            id: task_id,
            due_on: due.dueOn,
            warn_on: due.warnOn,
            provisional: due.provisional,
            rule_value: due.ruleValue,
            rule_unit: due.ruleUnit,
            reason: due.reason,
          },
        ]
      : [],
  )
  if (moves.length)
    await db.$executeRaw`
      UPDATE task t SET due_on = m.due_on, warn_on = m.warn_on, provisional = m.provisional, rule_value = m.rule_value, rule_unit = m.rule_unit, reason = m.reason
      FROM jsonb_populate_recordset(NULL::task, ${JSON.stringify(moves)}::jsonb) m WHERE t.id = m.id`
  const outcomes = judged.map(({ task_id, outcome }) => ({ task_id, outcome }))
  await db.$executeRaw`
    UPDATE recompute_line l SET outcome = o.outcome
    FROM jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) AS o(task_id uuid, outcome text)
    WHERE l.batch_id = ${batchId}::uuid AND l.task_id = o.task_id`
}
