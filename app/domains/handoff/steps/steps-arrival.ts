/** From the notice to the registration (预释放核查、接回、交接、建档): DOMAIN §5. */
import { step } from '~/casefile/kind'
import type { HandoffFacts } from '../facts'
import * as ask from './inputs-arrival'
import { newLifted, newNotice, newWalkIn, takenOver } from './inputs-open'
import { liftedComplaints, pickupComplaints } from '../rules'

const s = step<HandoffFacts>()
/** Before the gate: the states in which the release day still matters. */
export const beforeRelease = ['pre_notice', 'returned', 'verified', 'pickup_planned', 'await_release'] as const
const fields = (given: Record<string, string[]>) => (Object.keys(given).length ? { fields: given } : undefined)
const onDay = (field: string, wrong: string[] | undefined) => wrong && { fields: { [field]: wrong } }
const late = (day: string, today: string) => (day > today ? ['日期不能晚于今天'] : undefined)

/** 交接: the days must agree with each other and with what was planned. */
function handOverComplaints(
  input: {
    releasedOn: string
    handedOverAt: string
    releaseDiffReason?: string
    pickupCost?: number
    fundSource?: string
    prisonSignedBy?: string
    prisonSignedOn?: string
  },
  facts: HandoffFacts,
  today: string,
) {
  const wrong: Record<string, string[]> = {}
  const on = input.handedOverAt.slice(0, 10)
  if (input.releasedOn > today) wrong.releasedOn = ['实释放日不能晚于今天']
  if (on > today) wrong.handedOverAt = ['交接时间不能晚于今天']
  else if (on < input.releasedOn) wrong.handedOverAt = ['交接时间不能早于实释放日']
  if (facts.releaseDueOn && input.releasedOn !== facts.releaseDueOn && !input.releaseDiffReason)
    wrong.releaseDiffReason = ['实释放日与应释放日不同，请写明原因']
  if (input.pickupCost && !input.fundSource) wrong.fundSource = ['有接送费用的，请选择经费来源']
  if (Boolean(input.prisonSignedBy) !== Boolean(input.prisonSignedOn))
    wrong.prisonSignedBy = ['监所签字人和签字日期要填就都填']
  return fields(wrong)
}

function registerComplaints(
  input: {
    firstTalkOn: string
    releaseCertNo?: string
    helpStartOn?: string
    helpEndOn?: string
    helpEndBasis?: string
  },
  facts: HandoffFacts,
  today: string,
) {
  const wrong: Record<string, string[]> = {}
  const start = input.helpStartOn ?? facts.releasedOn ?? facts.handedOverOn ?? today
  if (input.firstTalkOn > today) wrong.firstTalkOn = ['首次谈话日期不能晚于今天']
  else if (facts.handedOverOn && input.firstTalkOn < facts.handedOverOn) wrong.firstTalkOn = ['首次谈话不能早于交接日']
  if (!input.releaseCertNo && !facts.releaseCertNo && facts.sourceType !== 'walk_in')
    wrong.releaseCertNo = ['请填写释放证明书号']
  if (facts.releasedOn && start < facts.releasedOn) wrong.helpStartOn = ['帮教开始日不能早于释放日']
  if (input.helpEndOn && input.helpEndOn <= start) wrong.helpEndOn = ['帮教结束日应晚于开始日']
  if (input.helpEndOn && !input.helpEndBasis) wrong.helpEndBasis = ['另定帮教结束日的，请写明依据']
  return fields(wrong)
}

export const arrivalSteps = {
  notice: s({
    label: '收到释放通知',
    from: 'entry',
    to: 'pre_notice',
    roles: ['JC'],
    input: newNotice,
    due: ['verify'],
  }),
  walk_in: s({
    label: '来访登记',
    from: 'entry',
    to: 'handed_over',
    roles: ['TJ', 'JC'],
    input: newWalkIn,
    due: ['register', 'first_talk'],
    hint: '没有收到通知也当天服务，随后向监所索取文书',
  }),
  cc_lifted: s({
    label: '解除矫正转入',
    from: 'entry',
    to: 'registered',
    roles: ['TJ', 'JC'],
    input: newLifted,
    check: ({ input }) => fields(liftedComplaints(input)),
    eventOn: (input) => input.liftedOn,
    due: ['agreement', 'first_talk', 'benefit_screen'],
  }),
  legacy: s({
    label: '存量台账导入',
    from: 'entry',
    to: 'in_help',
    roles: ['JC', 'TJ'],
    input: takenOver,
    due: ['agreement', 'benefit_screen', 'end_review'],
  }),
  transfer_in: s({
    label: '接收外县转入',
    from: 'entry',
    to: 'registered',
    roles: ['JC'],
    input: takenOver,
    due: ['agreement', 'benefit_screen'],
  }),

  verify: s({
    label: '核实',
    from: ['pre_notice'],
    to: 'verified',
    roles: ['JC'],
    input: ask.verify,
    settles: ['verify'],
    due: ['pickup_plan'],
    final: true,
    check: ({ input, facts }) =>
      input.townUnit.slice(0, 6) === facts.scopeKey.slice(0, 6) && input.townUnit.includes('-JO')
        ? undefined
        : { fields: { townUnit: ['请选择本县的司法所；居住在外县的，请退回监所或报共同上级确定'] } },
    hint: '核实结果同时答复监所；责任地以居住地优先',
  }),
  return_notice: s({
    label: '退回监所',
    from: ['pre_notice'],
    to: 'returned',
    roles: ['JC'],
    input: ask.returnNotice,
    settles: ['verify'],
    due: ['prison_answer'],
    final: true,
  }),
  readdress: s({
    label: '登记监所答复',
    from: ['returned'],
    to: 'pre_notice',
    roles: ['JC'],
    input: ask.readdress,
    settles: ['prison_answer'],
    due: ['verify'],
  }),
  plan_pickup: s({
    label: '定接回方案',
    from: ['verified', 'pickup_planned', 'await_release'],
    to: 'pickup_planned',
    roles: ['TJ', 'JC'],
    input: ask.planPickup,
    settles: ['pickup_plan'],
    final: true,
    check: ({ input, facts, p }) => fields(pickupComplaints(input, facts, p)),
  }),
  await_release: s({
    label: '转待释放',
    from: ['verified'],
    to: 'await_release',
    roles: ['TJ', 'JC'],
    input: ask.awaitRelease,
    settles: ['pickup_plan'],
    check: ({ input, facts, today }) =>
      facts.mustPickup ? '必接对象须先定接回方案。' : onDay('familyToldOn', late(input.familyToldOn, today)),
  }),
  change_release: s({
    label: '变更释放日',
    from: beforeRelease,
    to: 'same',
    roles: ['JC', 'TJ'],
    input: ask.changeRelease,
    rare: true,
    check: ({ input, facts }) =>
      input.releaseDueOn === facts.releaseDueOn ? { fields: { releaseDueOn: ['与现在登记的释放日相同'] } } : undefined,
    hint: '凭法院文书；接回任务随之改期，来不及的按紧急办理，不算逾期',
  }),
  hand_over: s({
    label: '交接',
    from: ['pickup_planned', 'await_release', 'no_show', 'unreachable'],
    to: 'handed_over',
    roles: ['TJ'],
    input: ask.handOver,
    final: true,
    settles: ['hand_over', 'no_show_call', 'no_show_visit', 'unreachable_recheck'],
    due: ['register', 'first_talk'],
    eventOn: (input) => input.handedOverAt.slice(0, 10),
    check: ({ input, facts, today }) =>
      facts.handedOverOn ? '此人已经交接过，请用“恢复帮教”。' : handOverComplaints(input, facts, today),
  }),
  no_show: s({
    label: '未衔接到位',
    from: ['pickup_planned', 'await_release'],
    to: 'no_show',
    roles: ['TJ'],
    input: ask.noShow,
    final: true,
    due: ['no_show_call', 'no_show_visit'],
    settles: ['hand_over'],
    eventOn: (input) => input.onDay,
    hint: '不是违规，不查找；当天打电话，三天内上门',
    check: ({ input, facts, today }) => {
      const wrong =
        late(input.onDay, today) ??
        (facts.releaseDueOn && input.onDay < facts.releaseDueOn ? ['还没有到释放日'] : undefined)
      return onDay('onDay', wrong)
    },
  }),
  prison_papers: s({
    label: '补录监所文书',
    from: ['handed_over', 'registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ', 'JC'],
    input: ask.prisonPapers,
    rare: true,
    check: ({ input }) =>
      Boolean(input.prisonSignedBy) !== Boolean(input.prisonSignedOn)
        ? { fields: { prisonSignedBy: ['监所签字人和签字日期要填就都填'] } }
        : undefined,
  }),
  register: s({
    label: '建档',
    from: ['handed_over'],
    to: 'registered',
    roles: ['TJ'],
    input: ask.register,
    settles: ['register', 'first_talk'],
    due: ['agreement', 'benefit_screen'],
    final: true,
    check: ({ input, facts, today }) => registerComplaints(input, facts, today),
  }),
  assign: s({ label: '指定责任人', from: 'open', to: 'same', roles: ['TH', 'JA'], input: ask.assign, rare: true }),
  dispute: s({
    label: '责任地争议报上级',
    from: ['pre_notice', 'verified', 'handed_over', 'registered', 'in_help'],
    to: 'same',
    roles: ['JC', 'TJ'],
    input: ask.dispute,
    due: ['conflict'],
    rare: true,
    hint: '决定之前由本单位继续负责',
  }),
  decide_dispute: s({
    label: '登记争议决定',
    from: ['pre_notice', 'verified', 'handed_over', 'registered', 'in_help'],
    to: 'same',
    roles: ['JC', 'JA'],
    input: ask.decideDispute,
    settles: ['conflict'],
    rare: true,
    check: ({ facts }) => (facts.disputedOn ? undefined : '没有正在处理的责任地争议。'),
  }),
}
