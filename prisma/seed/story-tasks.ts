/** Duties of a told life: what keepTasks does in the database, on rows in memory. */
import type { Hand } from '~/casefile/domain'
import type { BaseFacts } from '~/casefile/kind'
import { taskRow } from '~/casefile/tasks/keep-tasks.server'
import { computeDue } from '~/casefile/deadlines/compute'
import { planDuty, type PlannedTask } from '~/casefile/tasks/plan-duties'
import type { Life, World } from './story'

export type SeedTask = ReturnType<typeof taskRow> & {
  done_at: string | null
  done_by: string | null
  outcome: string | null
  detail: string | null
  note: string | null
}

/** What planDuties gives; a clock that was reckoned before is not reckoned again. */
function plan<F extends BaseFacts>(world: World, { kind, facts }: Life<F>, codes: readonly string[]): PlannedTask[] {
  const standing = Object.keys(kind.duties).filter((code) => kind.duties[code]?.standing)
  return [...new Set([...codes, ...standing])].flatMap((code) => {
    const duty = kind.duties[code]!
    const from = duty.during.includes(facts.state) ? duty.from(facts, world.book) : null
    if (!from) return []
    if (duty.at) return planDuty(kind, code, facts, world.book) ?? []
    const rule = typeof duty.rule === 'function' ? duty.rule(facts) : duty.rule
    const clock = `${kind.name} ${code} ${rule} ${from}`
    const { roll, before = false, because } = duty
    const due = world.clocks.get(clock) ?? computeDue({ book: world.book, rule, from, roll, before, because })
    world.clocks.set(clock, due)
    return { ...due, code, role: duty.role, occurrence: duty.occurrence?.(facts) ?? 1, triggerOn: from }
  })
}

type Change = { due: readonly string[]; settled: readonly string[]; hand: Hand; at: Date }

/**
 * Brings the tasks of a life in line with its facts: fulfilled ones are done, those of a state that was left or that the
 * facts no longer give are superseded, new and standing ones are added, open ones get the new day.
 */
export function keepOpen<F extends BaseFacts>(world: World, life: Life<F>, { due, settled, hand, at }: Change): void {
  const { kind, facts } = life
  const file = {
    id: life.id,
    kind: kind.name,
    scopeKey: life.file.scope_key,
    neutralNo: life.file.neutral_no,
    ownerPostId: null,
  }
  const close = (task: SeedTask, outcome: 'done' | 'superseded') =>
    Object.assign(task, { done_at: at.toISOString(), done_by: hand.postId, outcome })
  const open = life.tasks.filter((task) => task.done_at === null)
  for (const task of open) {
    if (settled.includes(task.code)) close(task, 'done')
    else if (kind.duties[task.code] && !kind.duties[task.code]!.during.includes(facts.state)) close(task, 'superseded')
  }
  const kept = open.filter((task) => task.done_at === null)
  const going = kept.map((task) => task.code).filter((code) => code in kind.duties)
  const wanted = plan(world, life, [...due, ...going])
  for (const planned of wanted) {
    const known = kept.find((task) => task.code === planned.code)
    const fresh = taskRow(file, planned, at)
    if (!known) life.tasks.push({ ...fresh, done_at: null, done_by: null, outcome: null, detail: null, note: null })
    else if (known.due_on !== planned.dueOn) {
      const { trigger_on, due_on, warn_on, provisional, rule_id, rule_value, rule_unit, reason } = fresh
      Object.assign(known, { trigger_on, due_on, warn_on, provisional, rule_id, rule_value, rule_unit, reason })
    }
  }
  for (const task of kept) {
    if (kind.duties[task.code] && !wanted.some((planned) => planned.code === task.code)) close(task, 'superseded')
    else task.scope_key = file.scopeKey
  }
}
