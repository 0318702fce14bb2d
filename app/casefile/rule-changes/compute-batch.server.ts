import { Prisma } from '~/generated/prisma/client'
import { dbToDay } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import type { Kind } from '../kind'
import { storedRules } from '../rules.server'
import { changeOf } from './change-of'
import { changedBook, clockBy, differs, WARN_RULE, type RuleChange } from './recompute'

const CHUNK = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

type Row = {
  id: string
  scope_key: string
  neutral_no: string
  kind: string
  code: string
  rule_id: string
  trigger_on: Date
  due_on: Date
  warn_on: Date
  provisional: boolean
}

/** The open duties that a change can touch (alias t). */
function touched(change: RuleChange): Prisma.Sql {
  if (change.cause !== 'rule') return Prisma.sql`true`
  // The first version also counts for the days before it, later ones from their own day on (see RuleBook).
  const since = Prisma.sql`t.trigger_on >= ${change.effectiveFrom}::date`
  return change.ruleId === WARN_RULE ? since : Prisma.sql`t.rule_id = ${change.ruleId} AND ${since}`
}

/**
 * Computes a batch: every open duty that the change touches, streamed in chunks by id; a line for each whose dates would
 * differ. Moves nothing. Idempotent: lines of an earlier try go first. For a batch that is no longer waiting to be
 * computed it does nothing. Gives the number of lines.
 */
export async function computeBatch(db: Db, kinds: Record<string, Kind>, batchId: string, at: Date): Promise<number> {
  const [batch] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM recompute_batch WHERE id = ${batchId}::uuid AND state = 'computing' FOR UPDATE`
  if (!batch) return 0
  const change = changeOf(await db.recomputeBatch.findUniqueOrThrow({ where: { id: batchId } }))
  const clock = clockBy(kinds, changedBook(await storedRules(db), change))
  await db.recomputeLine.deleteMany({ where: { batchId } })
  const counts = { seen: 0, moved: 0, kept: 0 }
  for (let after = FIRST; ;) {
    const rows = await db.$queryRaw<Row[]>(Prisma.sql`
      SELECT t.id, t.scope_key, t.neutral_no, t.kind, t.code, t.rule_id, t.trigger_on, t.due_on, t.warn_on, t.provisional
      FROM task t WHERE t.done_at IS NULL AND t.id > ${after}::uuid AND ${touched(change)} ORDER BY t.id LIMIT ${CHUNK}`)
    counts.seen += rows.length
    const data = rows.flatMap((row) => {
      const { kind, code, rule_id: ruleId } = row
      const due = clock({ kind, code, ruleId, triggerOn: dbToDay(row.trigger_on) })
      const stored = { dueOn: dbToDay(row.due_on), warnOn: dbToDay(row.warn_on), provisional: row.provisional }
      if (!due || !differs(stored, due)) return []
      counts[due.dueOn === stored.dueOn ? 'kept' : 'moved'] += 1
      return [
        {
          batch_id: batchId,
          task_id: row.id,
          scope_key: row.scope_key,
          neutral_no: row.neutral_no,
          old_due: stored.dueOn,
          old_warn: stored.warnOn,
          old_provisional: stored.provisional,
          new_due: due.dueOn,
          new_warn: due.warnOn,
          new_provisional: due.provisional,
        },
      ]
    })
    if (data.length)
      await db.$executeRaw`INSERT INTO recompute_line SELECT * FROM jsonb_populate_recordset(NULL::recompute_line, ${JSON.stringify(data)}::jsonb)`
    after = rows.at(-1)?.id ?? after
    if (rows.length < CHUNK) break
  }
  await db.recomputeBatch.update({ where: { id: batchId }, data: { ...counts, state: 'review', computedAt: at } })
  return counts.moved + counts.kept
}
