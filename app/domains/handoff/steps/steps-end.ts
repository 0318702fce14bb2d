/** Moving on and ending (转移、转出、期满、终止、归档): DOMAIN §5, rows transferred … terminated. */
import { step } from '~/casefile/kind'
import type { HandoffFacts } from '../facts'
import * as ask from './inputs-end'

const s = step<HandoffFacts>()
const afterRelease = ['handed_over', 'no_show', 'registered', 'in_help', 'declined', 'away', 'unreachable'] as const
const onToday = ({ input, today }: { input: { onDay: string }; today: string }) =>
  input.onDay > today ? { fields: { onDay: ['日期不能晚于今天'] } } : undefined

export const endSteps = {
  move_town: s({
    label: '变更责任司法所',
    from: ['verified', 'pickup_planned', 'await_release', ...afterRelease],
    to: 'same',
    roles: ['TJ', 'JC'],
    second: ['JA'],
    input: ask.moveTown,
    rare: true,
    final: true,
    hint: '本县内搬迁；县级负责人确认后，档案和任务一并移交',
    check: ({ input, facts }) =>
      input.townUnit.slice(0, 6) !== facts.scopeKey.slice(0, 6) || !input.townUnit.includes('-JO')
        ? { fields: { townUnit: ['请选择本县的司法所；迁往外县的，请办理转出'] } }
        : input.townUnit === facts.scopeKey
          ? { fields: { townUnit: ['与现在的责任司法所相同'] } }
          : undefined,
  }),
  transfer: s({
    label: '转出外县',
    from: ['in_help', 'away'],
    to: 'transferred',
    roles: ['TJ', 'JC'],
    second: ['JA'],
    input: ask.transfer,
    rare: true,
    final: true,
    due: ['transfer_file'],
    check: ({ input, facts }) =>
      input.toUnit.slice(0, 6) === facts.scopeKey.slice(0, 6) || !input.toUnit.includes('-JB')
        ? { fields: { toUnit: ['请选择外县的司法局'] } }
        : undefined,
    hint: '对方接收之前仍由本单位负责',
  }),
  send_file: s({
    label: '登记移送档案',
    from: ['transferred'],
    to: 'same',
    roles: ['TJ', 'JC'],
    input: ask.sendFile,
    settles: ['transfer_file'],
    check: onToday,
  }),
  accepted_there: s({
    label: '对方已接收',
    from: ['transferred'],
    to: 'closed',
    roles: ['JC', 'JA'],
    input: ask.acceptedThere,
    settles: ['transfer_file', 'contact'],
    final: true,
    grave: true,
    check: onToday,
    hint: '对方用纸质回执接收的，在此登记',
  }),
  refused_there: s({
    label: '对方未接收',
    from: ['transferred'],
    to: 'in_help',
    roles: ['JC', 'JA'],
    input: ask.refusedThere,
    settles: ['transfer_file'],
    final: true,
    check: onToday,
  }),

  end_review: s({
    label: '期满评议',
    from: ['in_help', 'declined', 'away', 'unreachable'],
    to: 'same',
    roles: ['TJ'],
    input: ask.endReview,
    settles: ['end_review'],
    due: ['end_decision'],
    check: ({ input, facts, today }) => (facts.helpEndOn ? onToday({ input, today }) : '还没有登记帮教结束日。'),
  }),
  end: s({
    label: '期满解除',
    from: ['in_help', 'declined', 'away', 'unreachable'],
    to: 'ended',
    roles: ['TJ', 'JC'],
    second: ['JA'],
    input: ask.end,
    final: true,
    grave: true,
    settles: ['end_decision', 'end_review', 'contact'],
    effectiveOn: ({ facts, today }) => facts.helpEndOn ?? today,
    check: ({ input, facts }) => {
      if (!facts.helpEndOn) return '还没有登记帮教结束日。'
      if (!facts.endReviewedOn) return '请先办理期满评议。'
      return input.personToldOn || input.notTold
        ? undefined
        : { fields: { personToldOn: ['请填写告知本人的日期；没能告知的，写明原因'] } }
    },
    hint: '提前办好，到帮教结束日自动生效',
  }),
  terminate: s({
    label: '终止（新判决生效）',
    from: afterRelease,
    to: 'terminated',
    roles: ['TJ', 'JC'],
    second: ['JA'],
    input: ask.terminate,
    rare: true,
    final: true,
    grave: true,
    check: ({ input, today }) =>
      input.judgmentOn > today ? { fields: { judgmentOn: ['日期不能晚于今天'] } } : undefined,
    hint: '凭生效判决；羁押、被怀疑不能终止，请用“服务暂停”',
  }),
  reoffence: s({
    label: '登记再犯判决',
    from: ['registered', 'in_help', 'declined', 'away', 'unreachable', 'ended', 'terminated'],
    to: 'same',
    roles: ['JC'],
    input: ask.reoffence,
    rare: true,
    final: true,
    grave: true,
    hint: '只凭生效判决的正式通知登记',
    check: ({ input, facts, today }) => {
      const wrong: Record<string, string[]> = {}
      if (facts.releasedOn && input.offenceOn <= facts.releasedOn)
        wrong.offenceOn = ['犯罪日期应在释放之后；释放以前的不算再犯']
      else if (input.offenceOn > input.effectiveOn) wrong.offenceOn = ['犯罪日期不能晚于判决生效日']
      if (input.effectiveOn > today) wrong.effectiveOn = ['判决尚未生效，不能登记']
      return Object.keys(wrong).length ? { fields: wrong } : undefined
    },
  }),
  archive: s({
    label: '归档',
    from: ['ended', 'terminated'],
    to: 'archived',
    roles: ['JA'],
    input: ask.archive,
    final: true,
    check: onToday,
  }),
}
