/** The helper's monthly duty: one open task on his own desk. */
import { computeDue } from '~/casefile/deadlines/compute'
import type { CaseRow } from '~/casefile/domain'
import { ruleBook } from '~/casefile/rules.server'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import type { Db } from '~/lib/db.server'
import type { LegalDay } from '~/lib/dates'

type Given = { helperPostId: string; from: LegalDay; occurrence: number; because: string; at: Date }

/** The row of the next contact's task (snake case), assigned to the helper's post. */
export async function contactTask(db: Db, file: CaseRow, given: Given) {
  const due = computeDue({
    book: await ruleBook(db),
    rule: 'D4.pair_contact',
    from: given.from,
    roll: 'agency',
    because: given.because,
  })
  const { occurrence, from } = given
  const task = taskRow(file, { ...due, code: 'pair_contact', role: 'PH', occurrence, triggerOn: from }, given.at)
  return { ...task, assignee_id: given.helperPostId }
}

/** Puts the task of the next contact on the helper's desk. Gives its day. */
export async function plantContactTask(db: Db, file: CaseRow, given: Given): Promise<LegalDay> {
  const task = await contactTask(db, file, given)
  await db.$executeRaw`SELECT add_rows(${JSON.stringify({ task: [task] })}::jsonb)`
  return task.due_on
}

/** Nobody waits for a contact any more. */
export const dropContactTask = (db: Db, caseId: string, postId: string | null, at: Date) => db.$executeRaw`
  UPDATE task SET done_at = ${at}, done_by = ${postId}::uuid, outcome = 'superseded' WHERE case_id = ${caseId}::uuid AND code = 'pair_contact' AND done_at IS NULL`
