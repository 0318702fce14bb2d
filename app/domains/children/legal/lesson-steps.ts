/** What is done with the lessons of a service: planned ahead, given, struck out. By the vice-principal, or his school for him. */
import { step } from '~/casefile/kind'
import type { LegalDay } from '~/lib/dates'
import type { ServiceFacts } from './facts'
import * as inputs from './inputs'
import { serving } from './rules'

const s = step<ServiceFacts>()

/** A lesson lies within the term. */
const outside = ({ fromOn, untilOn }: ServiceFacts, onDay: LegalDay) =>
  (fromOn && onDay < fromOn) || (untilOn && onDay > untilOn)
    ? { fields: { onDay: [`不在聘期（${fromOn} 至 ${untilOn}）内，请核对`] } }
    : undefined

export const lessonSteps = {
  plan_lesson: s({
    label: '预约法治课',
    from: [...serving],
    to: 'same',
    roles: ['LV', 'SP'],
    input: inputs.planLesson,
    check: ({ input, facts, today }) =>
      input.onDay < today
        ? { fields: { onDay: ['预约的日期已经过了；上过的课请直接记录'] } }
        : outside(facts, input.onDay),
    final: true,
  }),
  hold_lesson: s({
    label: '记录法治课',
    from: ['appointed', ...serving, 'vacant'],
    to: 'same',
    roles: ['LV', 'SP'],
    input: inputs.holdLesson,
    check: ({ input, facts, today }) =>
      input.onDay > today ? { fields: { onDay: ['还没有上的课请用“预约法治课”'] } } : outside(facts, input.onDay),
    final: true,
  }),
  drop_lesson: s({
    label: '作废一节课',
    from: ['appointed', ...serving, 'vacant'],
    to: 'same',
    roles: ['LV', 'SP'],
    input: inputs.dropLesson,
    rare: true,
    final: true,
    hint: '预约取消或者记错了的，作废后不计课时，记录仍然保留',
  }),
}
