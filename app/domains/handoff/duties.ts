/** Every clock of a released person's file (DOMAIN §5, deadlines and periodic tasks). */
import type { DutyDecl } from '~/casefile/kind'
import type { HandoffFacts } from './facts'
import { nextContact } from './rules'

type Duty = DutyDecl<HandoffFacts>
const later = (a: string | null, b: string | null) => (a && b ? (a > b ? a : b) : (a ?? b))

export const handoffDuties: Record<string, Duty> = {
  verify: { label: '核实预释放信息', role: 'JC', step: 'verify', rule: 'D1.verify', roll: 'agency', because: '收到通知', from: (f) => f.verifyFrom, during: ['pre_notice'] },
  prison_answer: { label: '催监所答复退回事项', role: 'JC', step: 'readdress', rule: 'D1.prison_answer', roll: 'agency', because: '退回监所', from: (f) => f.returnedOn, during: ['returned'] },
  // Known too late for the usual lead time: due on the release day itself, urgent and not overdue (D1-edge-02).
  pickup_plan: { label: '定接回方案', role: 'TJ', step: 'plan_pickup', rule: (f) => (f.releaseUrgent ? 'D1.release_day' : 'D1.pickup_plan'), roll: 'agency', before: true,
    because: '应释放日', from: (f) => f.releaseDueOn, during: ['verified'], standing: true },
  hand_over: { label: '释放日交接', role: 'TJ', step: 'hand_over', rule: 'D1.release_day', roll: 'none', because: '应释放日', from: (f) => f.releaseDueOn,
    during: ['pickup_planned', 'await_release'], standing: true },
  no_show_call: { label: '电话联系未到人员', role: 'TJ', record: 'call', rule: 'D1.no_show_call', roll: 'none', because: '未衔接到位', from: (f) => (f.noShowCalled ? null : f.noShowOn), during: ['no_show'] },
  no_show_visit: { label: '上门走访未到人员', role: 'TJ', record: 'visit', rule: 'D1.no_show_visit', roll: 'agency', because: '未衔接到位', from: (f) => (f.noShowVisited ? null : f.noShowOn), during: ['no_show'] },
  register: { label: '建档', role: 'TJ', step: 'register', rule: 'D1.register', roll: 'agency', because: '交接', from: (f) => f.handedOverOn, during: ['handed_over'] },
  first_talk: { label: '首次谈话', role: 'TJ', record: 'first_talk', rule: 'D1.first_talk', roll: 'agency', because: '交接', during: ['handed_over', 'registered'],
    from: (f) => (f.firstTalkOn ? null : (f.handedOverOn ?? f.registeredOn)) },
  agreement: { label: '建组并签协议', role: 'TJ', step: 'start_help', rule: 'D1.agreement', roll: 'agency', because: '建档', from: (f) => f.registeredOn, during: ['registered'] },
  contact: { label: '联系走访', role: 'TJ', record: 'visit call talk video first_talk', rule: (f) => nextContact(f)?.rule ?? 'D1.contact_later', roll: 'agency', because: '上次联系',
    from: (f) => nextContact(f)?.from ?? null, occurrence: (f) => f.contactsMade + 1, during: ['in_help', 'away', 'transferred'], standing: true },
  benefit_screen: { label: '筛查救助政策和社保', role: 'TJ', step: 'screen_benefits', rule: 'D1.benefit_screen', roll: 'agency', because: '建档', during: ['registered', 'in_help', 'declined', 'away'],
    from: (f) => (f.screenedOn ? null : (f.registeredOn ?? f.helpStartedOn)) },
  placement_recheck: { label: '复核安置', role: 'TJ', step: 'recheck_placement', rule: 'D1.placement_recheck', roll: 'agency', because: '上次核实安置', during: ['in_help', 'away'], standing: true,
    from: (f) => (f.placementType === 'unplaced' ? null : later(f.placementCheckedOn, f.placedOn)) },
  group_meeting: { label: '帮教小组会议', role: 'TJ', record: 'group_meeting', rule: 'D1.group_meeting', roll: 'agency', because: '上次会议或建组', during: ['in_help'], standing: true,
    from: (f) => later(f.lastMeetingOn, f.helpStartedOn) },
  level_review: { label: '复评帮扶等级', role: 'TJ', step: 'review_level', rule: 'D1.level_review', roll: 'agency', because: '上次评定', during: ['in_help', 'away'], standing: true, from: (f) => f.levelOn },
  measure_result: { label: '登记措施结果', role: 'TJ', step: 'close_measure', rule: 'D1.measure_result', roll: 'agency', because: '转介', during: ['registered', 'in_help', 'declined', 'away'], standing: true,
    from: (f) => f.openMeasureOn },
  unreachable_recheck: { label: '再次联系失联人员', role: 'TJ', record: 'recheck', rule: 'D1.unreachable_recheck', roll: 'agency', because: '上次联系', during: ['unreachable'], standing: true,
    from: (f) => later(f.lastRecheckOn, f.unreachableOn) },
  transfer_file: { label: '移送档案', role: 'TJ', step: 'send_file', rule: 'D1.transfer_file', roll: 'agency', because: '转出', from: (f) => f.transferredOn, during: ['transferred'] },
  conflict: { label: '报共同上级定责任地', role: 'JC', step: 'decide_dispute', rule: 'D1.conflict', roll: 'agency', because: '争议', from: (f) => f.disputedOn,
    during: ['pre_notice', 'verified', 'handed_over', 'registered', 'in_help'] },
  end_review: { label: '期满评议', role: 'TJ', step: 'end_review', rule: 'D1.end_review', roll: 'agency', before: true, because: '帮教结束日', during: ['in_help', 'declined', 'away', 'unreachable'], standing: true,
    from: (f) => (f.endReviewedOn ? null : f.helpEndOn) },
  end_decision: { label: '办理期满解除', role: 'TJ', step: 'end', rule: 'D1.end_day', roll: 'none', because: '帮教结束日', during: ['in_help', 'declined', 'away', 'unreachable'],
    from: (f) => (f.endReviewedOn ? f.helpEndOn : null) },
}
