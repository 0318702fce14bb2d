/** Every clock of relief (DOMAIN §11, Workflow and Tasks). */
import type { DutyDecl } from '~/casefile/kind'
import type { ReliefFacts } from './facts'
import { recheckRule } from './rules'

type Duty = DutyDecl<ReliefFacts>

const common: Record<string, Duty> = {
  survey: {
    label: '入户调查',
    role: 'CC',
    step: 'survey',
    rule: 'D7.survey_start',
    roll: 'agency',
    because: '受理',
    from: (f) => (f.surveyedOn ? null : f.runsFrom),
    during: ['accepted', 'checking'],
  },
  supplement: {
    label: '等申请人补正',
    role: 'CC',
    step: 'supplemented',
    rule: 'D7.supplement',
    roll: 'citizen',
    because: '告知补正',
    from: (f) => f.supplementOn,
    during: ['supplement'],
  },
  tell_refusal: {
    label: '送达不予确认告知书',
    role: 'CC',
    step: 'tell',
    rule: 'D7.tell_refusal',
    roll: 'agency',
    because: '作出决定',
    from: (f) => (f.toldOn ? null : f.decidedOn),
    during: ['refused'],
  },
  close_refused: {
    label: '复议期满办结',
    role: 'CC',
    step: 'close_refused',
    rule: 'D7.reconsideration',
    roll: 'citizen',
    because: '送达',
    from: (f) => f.toldOn,
    during: ['refused'],
  },
  review: {
    label: '答复异议',
    role: 'CA',
    step: 'review_grant',
    rule: 'D7.review',
    roll: 'agency',
    because: '提出异议',
    from: (f) => f.objectedOn,
    during: ['objection'],
  },
  pay: {
    label: '交财政发放',
    role: 'CA',
    step: 'start_paying',
    rule: 'D7.pay',
    roll: 'agency',
    because: '作出决定',
    from: (f) => f.decidedOn,
    during: ['decided'],
  },
}

const decide = (rule: Duty['rule'], during: readonly string[]): Duty => ({
  label: '作出决定',
  role: 'CA',
  step: 'decide',
  rule,
  roll: 'agency',
  because: '受理',
  from: (f) => f.runsFrom,
  during,
})
const noticeEnd = (rule: string): Duty => ({
  label: '公示期满，审批',
  role: 'CA',
  step: 'decide',
  rule,
  roll: 'none',
  because: '公示',
  from: (f) => (f.noticeTo ? f.proposedOn : null),
  during: ['proposed'],
})

export const tempDuties: Record<string, Duty> = {
  ...common,
  decide: decide('D7.temp_relief', ['accepted', 'checking', 'proposed']),
  notice_end: noticeEnd('D7.notice_temp'),
  quick_pay: {
    label: '把钱给到本人',
    role: 'CC',
    step: 'close_quick',
    rule: 'D7.quick_pay',
    roll: 'none',
    because: '求助',
    from: (f) => f.emergencyOn,
    during: ['quick_paid'],
  },
  papers_after: {
    label: '补办手续和说明',
    role: 'CC',
    step: 'check_after',
    rule: 'D7.papers_after',
    roll: 'agency',
    because: '先行救助',
    from: (f) => (f.papersDoneOn ? null : f.emergencyOn),
    during: ['emergency_paid'],
  },
}

export const dibaoDuties: Record<string, Duty> = {
  ...common,
  decide: decide((f) => (f.complex ? 'D7.dibao_complex' : 'D7.dibao'), ['accepted', 'checking', 'proposed']),
  notice_end: noticeEnd('D7.notice_dibao'),
  recheck: {
    label: '定期复核',
    role: 'CK',
    step: 'recheck',
    rule: (f) => recheckRule(f.recheckClass),
    roll: 'agency',
    because: '上次复核',
    from: (f) => f.recheckFrom,
    during: ['paying'],
    standing: true,
  },
  serve: {
    label: '送达调整决定',
    role: 'CA',
    step: 'resume_paying',
    rule: 'D7.tell_refusal',
    roll: 'agency',
    because: '作出决定',
    from: (f) => f.endedOn ?? f.decidedOn,
    during: ['adjusted'],
  },
  recover: {
    label: '追回骗取的救助金',
    role: 'CA',
    step: 'recovered',
    rule: 'D7.recover',
    roll: 'agency',
    because: '终止',
    from: (f) => (f.falsePapers ? f.endedOn : null),
    during: ['ended'],
  },
  close: {
    label: '复议期满办结',
    role: 'CA',
    step: 'close',
    rule: 'D7.reconsideration',
    roll: 'citizen',
    because: '终止',
    from: (f) => f.endedOn,
    during: ['ended'],
  },
}
