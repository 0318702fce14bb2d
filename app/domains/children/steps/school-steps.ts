/** Schooling (就学): enrolment moves who of the school sees the child; a dropout is answered the same day. */
import { step } from '~/casefile/kind'
import type { ChildFacts } from '../facts'
import { fields, late, onToday } from './dates'
import * as inputs from './inputs'

const s = step<ChildFacts>()
const day = (typed: string, today: string) => ({ onDay: late(typed, today) })

export const schoolSteps = {
  enrol: s({
    label: '登记就学、转班转学',
    from: 'open',
    to: 'same',
    roles: ['CD', 'SP', 'ST'],
    input: inputs.enrol,
    settles: ['dropout'],
    final: true,
    check: ({ input, today }) =>
      fields({
        ...day(input.onDay, today),
        schoolCode:
          input.schooling === 'enrolled' && !input.schoolCode
            ? ['请选择学校']
            : input.schoolCode && input.schooling !== 'enrolled' && input.schooling !== 'preschool'
              ? ['不在学校的，不选择学校']
              : undefined,
        classNo:
          input.schooling === 'enrolled' && !input.classNo
            ? ['请填写班级，如 2024-1']
            : input.classNo && !input.schoolCode
              ? ['请先选择学校']
              : undefined,
      }),
    hint: '学校和班主任当天就能看到；原来的学校、班级当天看不到',
  }),
  dropout: s({
    label: '登记失学辍学',
    from: 'open',
    to: 'same',
    roles: ['CD', 'SP', 'ST'],
    input: inputs.dropout,
    due: ['dropout'],
    check: onToday,
    final: true,
    rare: true,
    hint: '儿童主任当天联系',
  }),
  screen_aid: s({
    label: '登记助学筛查',
    from: ['confirmed', 'agreed', 'in_care', 'danger'],
    to: 'same',
    roles: ['CD'],
    input: inputs.screenAid,
    settles: ['aid_screen'],
    check: onToday,
    rare: true,
    hint: '需要助学的，接着在“转介”里发给学校',
  }),
  grant_view: s({
    label: '给法治副校长单次授权',
    from: ['confirmed', 'agreed', 'in_care', 'danger', 'protected'],
    to: 'same',
    roles: ['SP'],
    input: inputs.grantView,
    final: true,
    rare: true,
    check: ({ input, today }) =>
      fields({
        consentOn: late(input.consentOn, today),
        untilOn: input.untilOn < today ? ['截止日期不能早于今天'] : undefined,
      }),
    hint: '须监护人同意，写明到哪一天；只看名字、班级和约定的需要',
  }),
  end_view: s({
    label: '收回单次授权',
    from: 'open',
    to: 'same',
    roles: ['SP'],
    input: inputs.endView,
    final: true,
    rare: true,
  }),
}
