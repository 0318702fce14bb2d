/** The prison's own notice (刑满释放人员通知书). The county's answers arrive on it; the prison never reads the county's file. */
import { z } from 'zod'
import { step, type BaseFacts, type Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import type { LegalDay } from '~/lib/dates'
import { legalDay, optionalDay, optionalText, requiredText } from '~/lib/text'
import { identityCorrections } from '~/casefile/identity-corrections'
import { choice, optionalPaper, paper } from '~/ui/form-inputs'
import { newNotice } from './steps/inputs-open'
import { releaseBases } from './terms'

export type NoticeFacts = BaseFacts & {
  releaseDueOn: LegalDay | null
  repliedOn: LegalDay | null
  releasedOn: LegalDay | null
  signedOn: LegalDay | null
}

const s = step<NoticeFacts>()
const waiting = ['sent', 'returned', 'verified', 'planned'] as const

export const resendInput = z.object({
  answer: requiredText(300, { lines: true }),
  releaseDueOn: optionalDay(),
  releaseCertNo: optionalText(50),
  paper: optionalPaper(),
})
export const noticeChangeInput = z.object({ releaseDueOn: legalDay(), basis: choice(releaseBases), paper: paper() })
export const signInput = z.object({ signedOn: legalDay(), signedBy: requiredText(50), releaseCertNo: optionalText(50) })

const table: Kind<NoticeFacts> = {
  name: 'release_notice',
  label: '释放通知',
  prefix: 'TZ',
  path: '/handoff/notices',
  table: 'release_notice',
  road: ['sent', 'verified', 'planned', 'handed_over', 'signed'],
  states: {
    sent: { label: '已送达，待核实', open: true, tone: 'due' },
    returned: { label: '退回，待补正', open: true, tone: 'late' },
    verified: { label: '已核实', open: true },
    planned: { label: '已定接回方案', open: true },
    no_show: { label: '未衔接到位', open: true, tone: 'due' },
    handed_over: { label: '已交接，待签字', open: true, tone: 'due' },
    signed: { label: '已签字', open: false, tone: 'done' },
    closed: { label: '已办结', open: false, tone: 'done' },
  },
  entry: ['sent'],
  voluntary: false,
  steps: {
    send: s({ label: '发送通知', from: 'entry', to: 'sent', roles: ['PR'], input: newNotice }),
    resend: s({
      label: '补正后重发',
      from: ['returned'],
      to: 'sent',
      roles: ['PR'],
      input: resendInput,
      settles: ['prison_answer'],
      final: true,
    }),
    change_release: s({
      label: '变更释放日',
      from: waiting,
      to: 'same',
      roles: ['PR'],
      input: noticeChangeInput,
      final: true,
      rare: true,
      check: ({ input, facts }) =>
        input.releaseDueOn === facts.releaseDueOn
          ? { fields: { releaseDueOn: ['与现在登记的释放日相同'] } }
          : undefined,
      hint: '凭减刑、假释等裁定；县司法局同时收到',
    }),
    sign: s({
      label: '签署交接单',
      from: ['handed_over'],
      to: 'signed',
      roles: ['PR'],
      input: signInput,
      settles: ['sign'],
      final: true,
      eventOn: (input) => input.signedOn,
      check: ({ input, facts, today }) =>
        input.signedOn > today
          ? { fields: { signedOn: ['日期不能晚于今天'] } }
          : facts.releasedOn && input.signedOn < facts.releasedOn
            ? { fields: { signedOn: ['签字日期不能早于释放日'] } }
            : undefined,
    }),
    close: s({
      label: '办结',
      from: ['verified', 'planned', 'no_show', 'handed_over'],
      to: 'closed',
      roles: ['PR'],
      rare: true,
      grave: true,
      final: true,
      input: z.object({ note: requiredText(300, { lines: true }) }),
      settles: ['sign'],
    }),
  },
  duties: {
    prison_answer: {
      label: '答复退回事项',
      role: 'PR',
      step: 'resend',
      rule: 'D1.prison_answer',
      roll: 'agency',
      because: '县司法局退回',
      from: (f) => f.repliedOn,
      during: ['returned'],
      standing: true,
    },
    sign: {
      label: '签署交接单',
      role: 'PR',
      step: 'sign',
      rule: 'D1.release_day',
      roll: 'none',
      because: '实释放日',
      from: (f) => f.releasedOn,
      during: ['handed_over'],
      standing: true,
    },
  },
  corrections: {
    ...identityCorrections,
    releaseCertNo: {
      label: '释放证明书号',
      table: 'release_notice',
      column: 'release_cert_no',
      input: requiredText(50),
    },
    noticeOn: { label: '通知日期', table: 'release_notice', column: 'notice_on', input: legalDay() },
  },
  records: {},
}

/** States that the county's steps give to a notice. */
export const toldByCounty = ['verified', 'returned', 'planned', 'handed_over', 'no_show', 'closed'] as const

export const releaseNoticeKind: Kind<NoticeFacts> = withSpine(table, {
  died: { roles: ['PR'], hint: '释放前死亡：家属由监所通知，县里的档案随之终止', settles: ['prison_answer', 'sign'] },
  movedAway: { roles: ['PR'], second: ['PR'], label: '转往其他监所', settles: ['prison_answer', 'sign'] },
  openedInError: { roles: ['PR'], second: ['PR'], label: '撤回错发的通知', settles: ['prison_answer', 'sign'] },
})
