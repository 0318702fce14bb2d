/** On and off the register (摸底、名册): found, judged by two hands, left for a reason that the rule checks. */
import { step } from '~/casefile/kind'
import type { ChildFacts } from '../facts'
import { backLongEnough, judgeEligibility } from '../rules'
import { eligibilities } from '../terms'
import { fields, late, onToday } from './dates'
import * as inputs from './inputs'

const s = step<ChildFacts>()

export const registerSteps = {
  register: s({
    label: '登记儿童',
    from: 'entry',
    to: 'candidate',
    roles: ['CD', 'CS'],
    input: inputs.newChild,
    due: ['review'],
  }),
  ledger: s({
    label: '存量台账登记',
    from: 'entry',
    to: 'in_care',
    roles: ['CD', 'CS'],
    input: inputs.newChild,
  }),
  confirm: s({
    label: '列入名册',
    from: ['candidate'],
    to: 'confirmed',
    roles: ['CD'],
    second: ['CS'],
    input: inputs.confirm,
    settles: ['review'],
    due: ['agreement'],
    check: ({ input, facts, today, p }) => {
      const judged = judgeEligibility({ ...facts, on: input.onDay }, p)
      if (judged.eligible) return onToday({ input, today })
      return `${eligibilities[judged.code]}，不属于留守儿童；请办理“不符合条件”${judged.offer ? '，并告知家庭可以申请困境儿童认定' : ''}。`
    },
    hint: '父母双方外出，或者一方外出、另一方没有监护能力；督导员审核后列入',
  }),
  not_eligible: s({
    label: '不符合条件',
    from: ['candidate'],
    to: 'not_eligible',
    roles: ['CD'],
    second: ['CS'],
    input: inputs.notEligible,
    settles: ['review'],
    grave: true,
    check: ({ input, facts, today, p }) => {
      const judged = judgeEligibility({ ...facts, on: input.onDay }, p)
      return fields({
        onDay: late(input.onDay, today),
        // A reason that the facts themselves refute is none.
        reason:
          judged.eligible && input.reason !== 'not_rural' && input.reason !== 'elsewhere'
            ? [`按登记的情况符合条件（${eligibilities[judged.code]}），请核对父母情况`]
            : undefined,
        offer:
          input.reason === 'other_able' && !input.offer ? ['请告知家庭可以申请困境儿童认定，并登记答复'] : undefined,
      })
    },
    hint: '一方外出、另一方能照料的，仍要告知困境儿童认定',
  }),
  family: s({
    label: '更新父母和居住情况',
    from: 'open',
    to: 'same',
    roles: ['CD'],
    input: inputs.changeFamily,
    check: ({ input, today }) => fields({ parentBackOn: late(input.parentBackOn, today) }),
    final: true,
    hint: '父母外出、返回，居住变化，独自居住、无人看护',
  }),
  carer: s({
    label: '更换实际照料人',
    from: 'open',
    to: 'same',
    roles: ['CD'],
    input: inputs.changeCarer,
    check: onToday,
    final: true,
    rare: true,
  }),
  sibling: s({
    label: '登记兄弟姐妹',
    from: 'open',
    to: 'same',
    roles: ['CD'],
    input: inputs.linkSibling,
    check: onToday,
    final: true,
    rare: true,
    hint: '同一户的几个孩子一起走访',
  }),
  exit: s({
    label: '退出',
    from: ['in_care'],
    to: 'exited',
    roles: ['CS'],
    input: inputs.exit,
    settles: ['parent_back'],
    eventOn: (input) => input.onDay,
    check: ({ input, facts, today, p }) =>
      input.cause === 'parent_back'
        ? (backLongEnough(facts.parentBackOn, input.onDay, p) ?? onToday({ input, today }))
        : onToday({ input, today }),
    grave: true,
    final: true,
    hint: '父母返回满三个月、随父母生活、被收养',
  }),
  turn_16: s({
    label: '达到年龄退出',
    from: ['candidate', 'confirmed', 'agreed', 'in_care'],
    to: 'exited',
    roles: [],
    by: 'system',
    input: inputs.byAge,
    eventOn: (input) => input.onDay,
    final: true,
    hint: '生日次日退出名册；学校的帮助到学期末',
  }),
  archive: s({
    label: '归档',
    from: ['exited'],
    to: 'archived',
    roles: ['CS'],
    input: inputs.archive,
    check: onToday,
    final: true,
  }),
}
