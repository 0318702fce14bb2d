/** The steps of one matter at the window, and those that the handling unit takes on its referral. */
import { z } from 'zod'
import { step, type AnyStep } from '~/casefile/kind'
import type { IntakeFacts } from '../facts'
import { reopenUntil } from '../rules'
import { isPetition } from '../terms'
import {
  answerInput,
  closeInput,
  dayInput,
  matterInput,
  newIntake,
  newProxy,
  reopenInput,
  rerouteInput,
  routeInput,
  supplementInput,
  toldInput,
} from './inputs'

const s = step<IntakeFacts>()
const notAhead =
  (field: string) =>
  ({ input, today }: { input: Record<string, unknown>; today: string }) =>
    String(input[field]) > today ? { fields: { [field]: ['日期不能晚于今天'] } } : undefined
/** Taken by the unit that the matter was routed to, on its referral: nobody takes it from here. */
const there = { roles: [], by: 'system' as const, input: z.unknown(), final: true }
/** States in which something is still to be answered. */
export const live = ['received', 'supplement', 'routed', 'rejected', 'accepted'] as const

export const intakeSteps: Record<string, AnyStep<IntakeFacts>> = {
  receive: s({
    label: '受理登记',
    from: 'entry',
    to: 'received',
    roles: ['IC'],
    input: newIntake,
    due: ['dispatch'],
  }),
  proxy: s({
    label: '网格员代办登记',
    from: 'entry',
    to: 'received',
    roles: [],
    by: 'system',
    input: newProxy,
    due: ['dispatch'],
  }),
  route: s({
    label: '分派',
    from: ['received'],
    to: 'routed',
    roles: ['IC', 'DP'],
    input: routeInput,
    settles: ['dispatch'],
    final: true,
  }),
  answer: s({
    label: '当场答复',
    from: ['received'],
    to: 'replied',
    roles: ['IC'],
    input: answerInput,
    settles: ['dispatch', 'reply'],
  }),
  ask_supplement: s({
    label: '一次性告知补正',
    from: ['received'],
    to: 'supplement',
    roles: ['IC'],
    input: supplementInput,
    settles: ['dispatch'],
    hint: '缺什么一次列全，只告知一次；补正期间办理期限暂停',
    check: ({ facts }) =>
      facts.supplementOn ? '补正材料已经一次性告知过，不能再要求补正；请按现有材料分派或者答复。' : undefined,
  }),
  supplemented: s({
    label: '材料已补齐',
    from: ['supplement'],
    to: 'received',
    roles: ['IC'],
    input: dayInput,
    settles: ['supplement'],
    check: ({ input, facts, today }) =>
      notAhead('onDay')({ input, today }) ??
      (facts.supplementOn && input.onDay < facts.supplementOn
        ? { fields: { onDay: ['不能早于告知补正的日期'] } }
        : undefined),
    eventOn: (input) => input.onDay,
  }),
  close_unsupplied: s({
    label: '逾期未补正，办结',
    from: ['supplement'],
    to: 'closed',
    roles: ['IC'],
    input: answerInput,
    settles: ['supplement'],
    grave: true,
    rare: true,
    hint: '补齐后随时可以重新受理',
    check: ({ facts, today }) =>
      facts.supplementDueOn && today <= facts.supplementDueOn
        ? `补正期限到 ${facts.supplementDueOn}，期满之前不能办结。`
        : undefined,
  }),
  unit_accept: s({ ...there, label: '承办单位接收', from: ['routed'], to: 'accepted' }),
  unit_return: s({ ...there, label: '承办单位退回', from: ['routed'], to: 'rejected' }),
  unit_extend: s({ ...there, label: '承办单位延期', from: ['accepted'], to: 'same' }),
  unit_reply: s({ ...there, label: '承办单位答复', from: ['accepted'], to: 'replied', settles: ['reply'] }),
  reroute: s({
    label: '改派（决定）',
    from: ['rejected'],
    to: 'routed',
    roles: ['DP'],
    input: rerouteInput,
    settles: ['reroute'],
    final: true,
    hint: '这次分派是决定，承办单位不能再退回',
  }),
  change_matter: s({
    label: '更正事项类别',
    from: ['received'],
    to: 'same',
    roles: ['IC', 'DP'],
    input: matterInput,
    rare: true,
    hint: '答复期限按新的类别重新计算',
    check: ({ input, facts }) =>
      input.matter === facts.matter && input.urgency === facts.urgency
        ? { fields: { matter: ['与现在的类别相同'] } }
        : undefined,
  }),
  tell_petitioner: s({
    label: '告知信访人',
    from: [...live],
    to: 'same',
    roles: ['IC', 'DP'],
    input: toldInput,
    settles: ['told'],
    eventOn: (input) => input.onDay,
    check: ({ input, facts, today }) =>
      isPetition(facts.matter) ? notAhead('onDay')({ input, today }) : '只有信访事项需要书面告知是否受理。',
    rare: true,
  }),
  close: s({
    label: '回访办结',
    from: ['replied'],
    to: 'closed',
    roles: ['IC'],
    input: closeInput,
    settles: ['feedback'],
    hint: '问过申请人是否满意再办结',
  }),
  reopen: s({
    label: '申请人要求重办',
    from: ['replied', 'closed'],
    to: 'received',
    roles: ['IC'],
    input: reopenInput,
    due: ['dispatch'],
    settles: ['feedback'],
    rare: true,
    check: ({ input, facts, today, p }) => {
      if (!facts.repliedOn) return '还没有答复，不用重办。'
      if (input.onDay > today) return { fields: { onDay: ['日期不能晚于今天'] } }
      if (input.onDay < facts.repliedOn) return { fields: { onDay: ['不能早于答复日期'] } }
      return input.onDay > reopenUntil(facts.repliedOn, p('X.intake_reopen'))
        ? { fields: { onDay: [`答复后 ${p('X.intake_reopen')} 日内可以要求重办，现已超过；请作为新事项受理`] } }
        : undefined
    },
    eventOn: (input) => input.onDay,
  }),
}
