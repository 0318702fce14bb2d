/** A duty of an office that received a report: of no file, found by the delivery's id. Pure. */
import type { Actor } from '~/access/actor'
import type { Due } from '~/casefile/deadlines/compute'
import { uuidv7 } from '~/lib/ids.server'

/** `task.kind` of these duties; no kind of file. Row-level security shows them to the role at the office. */
export const REPORT_KIND = 'report'
export type ReportDuty = 'report_acknowledge' | 'report_feedback' | 'report_close'

/** The row, for add_rows (snake case). */
export function dutyRow(
  code: ReportDuty,
  to: { id: string; to_key: string; to_role: string },
  due: Due,
  neutralNo: string,
  { today, now }: Pick<Actor, 'today' | 'now'>,
) {
  return {
    id: uuidv7(),
    scope_key: to.to_key,
    kind: REPORT_KIND,
    neutral_no: neutralNo,
    code,
    role: to.to_role,
    detail: to.id,
    occurrence: 1,
    trigger_on: today,
    due_on: due.dueOn,
    warn_on: due.warnOn,
    provisional: due.provisional,
    rule_id: due.ruleId,
    rule_value: due.ruleValue,
    rule_unit: due.ruleUnit,
    reason: due.reason,
    created_at: now.toISOString(),
  }
}
