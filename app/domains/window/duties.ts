/** The duties of the window and of its dispatcher, each with its clock (DOMAIN 4.4). */
import type { DutyDecl } from '~/casefile/kind'
import type { IntakeFacts } from './facts'
import { dispatchRule, replyRule } from './rules'
import { live } from './steps/intake-steps'
import { isPetition } from './terms'

export const intakeDuties: Record<string, DutyDecl<IntakeFacts>> = {
  dispatch: {
    label: '分派或者答复',
    role: 'DP',
    step: 'route',
    rule: dispatchRule,
    roll: 'agency',
    because: '受理',
    from: (f) => f.backOn,
    during: ['received'],
    standing: true,
  },
  supplement: {
    label: '等申请人补正',
    role: 'IC',
    step: 'supplemented',
    rule: 'X.intake_supplement',
    roll: 'citizen',
    because: '告知补正',
    from: (f) => f.supplementOn,
    during: ['supplement'],
    standing: true,
  },
  reroute: {
    label: '决定改派',
    role: 'DP',
    step: 'reroute',
    rule: 'X.intake_reroute',
    roll: 'agency',
    because: '承办单位退回',
    from: (f) => f.rejectedOn,
    during: ['rejected'],
    standing: true,
  },
  told: {
    label: '告知信访人是否受理',
    role: 'IC',
    step: 'tell_petitioner',
    rule: 'X.intake_petition_notice',
    roll: 'agency',
    because: '收到信访事项',
    from: (f) => (isPetition(f.matter) && !f.toldOn ? f.openedOn : null),
    during: live,
    standing: true,
  },
  reply: {
    label: '督促按期答复',
    role: 'DP',
    step: 'unit_reply',
    rule: (f) => (f.moved ? 'X.intake_reply_day' : replyRule(f)),
    roll: 'agency',
    because: '受理',
    from: (f) => (f.moved ? f.replyDueOn : f.clockOn),
    during: ['received', 'routed', 'rejected', 'accepted'],
    standing: true,
  },
  feedback: {
    label: '回访',
    role: 'IC',
    step: 'close',
    rule: 'X.intake_reopen',
    roll: 'agency',
    because: '答复',
    from: (f) => f.repliedOn,
    during: ['replied'],
    standing: true,
  },
}
