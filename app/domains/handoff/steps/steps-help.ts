/** Help (帮教期间): DOMAIN §5, rows registered … unreachable, and the periodic work. */
import { step } from '~/casefile/kind'
import type { HandoffFacts } from '../facts'
import * as ask from './inputs-help'
import { groupComplaints, placementComplaints, unreachableAllowed } from '../rules'

const s = step<HandoffFacts>()
export const helping = ['in_help', 'away'] as const
const fields = (given: Record<string, string[] | undefined>) => {
  const wrong = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string[]] => Boolean(entry[1]?.length)),
  )
  return Object.keys(wrong).length ? { fields: wrong } : undefined
}
const late = (day: string | undefined, today: string) =>
  day !== undefined && day > today ? ['日期不能晚于今天'] : undefined
const onToday = ({ input, today }: { input: { onDay: string }; today: string }) =>
  fields({ onDay: late(input.onDay, today) })
const helpedBefore = ({ input, facts, today }: { input: { onDay: string }; facts: HandoffFacts; today: string }) =>
  facts.supportLevel && facts.helpStartedOn ? onToday({ input, today }) : '还没有建立帮教小组，请办理“开始帮教”。'

export const helpSteps = {
  start_help: s({
    label: '开始帮教',
    from: ['registered', 'declined', 'unreachable'],
    to: 'in_help',
    roles: ['TJ'],
    input: ask.startHelp,
    final: true,
    settles: ['agreement', 'unreachable_recheck'],
    due: ['benefit_screen', 'end_review'],
    check: ({ input, facts, today, p }) =>
      facts.handedOverOn === null && facts.registeredOn === null
        ? '请先办理交接和建档。'
        : fields({
            group: groupComplaints(input.group, facts.sex, p),
            agreementOn: late(input.agreementOn, today),
            pairDeclaredOn: late(input.pairDeclaredOn, today),
            ...placementComplaints(input, today),
          }),
    hint: '帮教小组、三包责任、帮扶等级、结对帮扶人、协议、方案、安置一次办齐',
  }),
  decline: s({
    label: '登记谢绝',
    from: ['registered', 'in_help'],
    to: 'declined',
    roles: ['TJ'],
    input: ask.decline,
    settles: ['agreement', 'contact'],
    final: true,
    eventOn: (input) => input.declinedOn,
    hint: '谢绝不影响申请救助，随时可以回来；不作任何处理',
    check: ({ input, today }) =>
      fields({
        declinedOn: late(input.declinedOn, today),
        witness1: input.way === 'two_witness' && !input.witness1 ? ['请填写见证人姓名'] : undefined,
        witness2:
          input.way === 'two_witness' && (!input.witness2 || input.witness2 === input.witness1)
            ? ['请填写另一名见证人姓名']
            : undefined,
      }),
  }),
  resume: s({
    label: '恢复帮教',
    from: ['declined', 'away', 'unreachable'],
    to: 'in_help',
    roles: ['TJ'],
    input: ask.resume,
    settles: ['unreachable_recheck'],
    due: ['benefit_screen', 'end_review'],
    check: helpedBefore,
    final: true,
  }),
  entrust: s({
    label: '外出委托帮教',
    from: ['in_help'],
    to: 'away',
    roles: ['TJ'],
    second: ['TH'],
    input: ask.entrust,
    final: true,
    check: ({ input, today, facts }) =>
      fields({
        consentOn: late(input.consentOn, today),
        awayUntil:
          input.awayUntil <= today
            ? ['外出截止日应晚于今天']
            : facts.helpEndOn && input.awayUntil > facts.helpEndOn
              ? ['不能晚于帮教结束日']
              : undefined,
      }),
    hint: '须本人同意；所长确认后生效',
  }),
  unreachable: s({
    label: '登记失去联系',
    from: ['no_show', 'in_help', 'away'],
    to: 'unreachable',
    roles: ['TJ'],
    input: ask.loseContact,
    final: true,
    grave: true,
    settles: ['no_show_call', 'no_show_visit', 'contact'],
    due: ['unreachable_recheck'],
    eventOn: (input) => input.onDay,
    check: ({ input, facts, today, p }) => unreachableAllowed(facts.attempts, p) ?? onToday({ input, today }),
    hint: '不是违规；以后每年再联系一次',
  }),
  review_level: s({
    label: '复评等级',
    from: helping,
    to: 'same',
    roles: ['TJ'],
    input: ask.reviewLevel,
    settles: ['level_review'],
    check: onToday,
  }),
  place: s({
    label: '登记安置',
    from: ['registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ'],
    input: ask.place,
    settles: ['placement_recheck'],
    final: true,
    check: ({ input, today }) => fields(placementComplaints(input, today)),
  }),
  recheck_placement: s({
    label: '复核安置',
    from: helping,
    to: 'same',
    roles: ['TJ'],
    input: ask.recheckPlacement,
    settles: ['placement_recheck'],
    final: true,
    check: ({ input, facts, today }) =>
      facts.placementType === 'unplaced' ? '目前没有安置，请用“登记安置”。' : onToday({ input, today }),
  }),
  screen_benefits: s({
    label: '政策和社保筛查',
    from: ['registered', 'in_help', 'declined', 'away', 'transferred'],
    to: 'same',
    roles: ['TJ'],
    input: ask.screenBenefits,
    settles: ['benefit_screen'],
    check: onToday,
  }),
  change_pair_helper: s({
    label: '更换结对帮扶人',
    from: helping,
    to: 'same',
    roles: ['TJ'],
    input: ask.changePairHelper,
    final: true,
    rare: true,
    check: ({ input, facts, today }) =>
      fields({
        pairDeclaredOn: late(input.pairDeclaredOn, today),
        pairHelperPostId: input.pairHelperPostId === facts.pairHelperPostId ? ['与现在的帮扶人相同'] : undefined,
      }),
    hint: '本人可以要求更换',
  }),
  change_group: s({
    label: '调整帮教小组',
    from: helping,
    to: 'same',
    roles: ['TJ'],
    input: ask.changeGroup,
    final: true,
    rare: true,
    check: ({ input, facts, p }) => fields({ group: groupComplaints(input.group, facts.sex, p) }),
  }),
  add_measure: s({
    label: '登记帮扶措施',
    from: ['registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ'],
    input: ask.addMeasure,
    due: ['measure_result'],
    final: true,
    rare: true,
    check: ({ input, today }) => fields({ referredOn: late(input.referredOn, today) }),
  }),
  close_measure: s({
    label: '登记措施结果',
    from: ['registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ'],
    input: ask.closeMeasure,
    settles: ['measure_result'],
    final: true,
    rare: true,
    check: ({ input, facts, today }) =>
      facts.openMeasureOn ? fields({ resultOn: late(input.resultOn, today) }) : '没有等待结果的帮扶措施。',
  }),
  pause_service: s({
    label: '服务暂停',
    from: ['registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ', 'JC'],
    input: ask.pauseService,
    settles: ['contact'],
    rare: true,
    check: ({ input, facts, today }) => (facts.pausedOn ? '服务已经暂停。' : onToday({ input, today })),
    hint: '只记暂停，不是再犯，不进入任何统计',
  }),
  resume_service: s({
    label: '恢复服务',
    from: ['registered', 'in_help', 'declined', 'away'],
    to: 'same',
    roles: ['TJ', 'JC'],
    input: ask.resumeService,
    rare: true,
    check: ({ input, facts, today }) => (facts.pausedOn ? onToday({ input, today }) : '服务没有暂停。'),
  }),
}
