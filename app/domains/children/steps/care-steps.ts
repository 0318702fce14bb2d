/** Care (关爱服务): the entrusted-care agreement, the plan, the half-yearly assessment, health with consent. */
import { step } from '~/casefile/kind'
import { addMonths } from '~/lib/dates'
import type { ChildFacts } from '../facts'
import { carerComplaints } from '../rules'
import { fields, late, onToday } from './dates'
import * as inputs from './inputs'

const s = step<ChildFacts>()
const registered = ['confirmed', 'agreed', 'in_care'] as const

export const careSteps = {
  agree: s({
    label: '签订委托照护协议',
    from: registered,
    to: 'agreed',
    roles: ['CD'],
    input: inputs.agree,
    settles: ['agreement', 'renew'],
    final: true,
    check: ({ input, facts, today, p }) =>
      fields({
        ...carerComplaints(
          { birthOn: input.carerBirthOn, capable: input.capable, barred: input.barred },
          input.signedOn,
          p,
        ),
        signedOn: late(input.signedOn, today),
        signers: input.signers.length ? undefined : ['请选择签协议的父母一方或者双方'],
        toOn:
          input.toOn <= input.fromOn
            ? ['到期日应晚于开始日']
            : input.toOn > addMonths(input.fromOn, p('D4.agreement_max'))
              ? [`一次不超过 ${p('D4.agreement_max')} 个月，到期续签`]
              : undefined,
        view: input.viewHow !== 'too_young' && !input.view ? ['请写下孩子自己的意愿'] : undefined,
        notifiedVillageOn: late(input.notifiedVillageOn, today),
        notifiedSchoolOn:
          late(input.notifiedSchoolOn, today) ??
          (facts.schoolCode && !input.notifiedSchoolOn ? ['孩子在校，请书面告知学校并填写日期'] : undefined),
      }),
    hint: '核对受托人的四种情形，听取孩子意愿，书面告知学校和村（居）',
  }),
  decline_carer: s({
    label: '登记受托人不合适',
    from: registered,
    to: 'same',
    roles: ['CD'],
    input: inputs.declineCarer,
    final: true,
    rare: true,
    check: ({ input, today }) =>
      fields({
        onDay: late(input.onDay, today),
        alternatives: input.alternatives.length ? undefined : ['请至少提供一种其他办法'],
      }),
    hint: '只用一般用语告知父母并提供其他办法；不记录受托人的情况',
  }),
  start_care: s({
    label: '开始关爱服务',
    from: ['confirmed', 'agreed'],
    to: 'in_care',
    roles: ['CD'],
    input: inputs.startCare,
    final: true,
    check: ({ input, facts, today }) => {
      if (input.level === 'danger') return '评为“有危险”的，请先办理“发现危险”。'
      if (facts.state === 'confirmed' && facts.away === 'both') return '父母都在外的，请先签订委托照护协议。'
      return onToday({ input, today })
    },
    hint: '评定监护情况，写明计划和约定的通话时间',
  }),
  assess: s({
    label: '评估监护情况',
    from: ['agreed', 'in_care'],
    to: 'same',
    roles: ['CD', 'CS'],
    input: inputs.assess,
    settles: ['assessment'],
    check: ({ input, today }) =>
      input.level === 'danger' ? '评为“有危险”的，请办理“发现危险”，立即处置。' : onToday({ input, today }),
    hint: '评的是照料人，不是孩子',
  }),
  health: s({
    label: '登记健康和心理情况',
    from: 'open',
    to: 'same',
    roles: ['CD'],
    input: inputs.health,
    check: ({ input, today }) => fields({ consentOn: late(input.consentOn, today) }),
    final: true,
    rare: true,
    hint: '须监护人同意；只有儿童主任和督导员看得到',
  }),
}
