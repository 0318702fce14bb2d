/** The decision by another hand, refusal with reasons, and what may be said against it (社会救助法 45, 行政复议法 20). */
import { step, type AnyStep, type Complaint } from '~/casefile/kind'
import { addDays, type LegalDay } from '~/lib/dates'
import { instantOf } from '~/ui/form-inputs'
import type { ReliefFacts } from '../facts'
import { countyDeciderBar, inTime, noticeNeeded, recusedBar, reviewBar } from '../rules'
import { momentComplaint, notAhead, notBefore } from './dates'
import * as inputs from './inputs'

const s = step<ReliefFacts>()

/** The notice ran its days, and nobody's objection is left unanswered. */
export function noticeComplaint(kind: string, facts: ReliefFacts, today: LegalDay): string | undefined {
  if (facts.openObjection) return '公示期内有人提出异议，还没有答复，请先退回核对调查。'
  if (!noticeNeeded(kind, facts) || facts.noticeExempt) return undefined
  if (!facts.noticeTo) return '还没有公示，请退回核对人员。'
  return today <= facts.noticeTo ? `公示到 ${facts.noticeTo} 24 时为止，期满后才能决定。` : undefined
}

const withinReview = (receivedAt: string, facts: ReliefFacts, p: (rule: string) => number): Complaint => {
  const told = facts.toldOn ?? facts.decidedOn
  const last = told && addDays(told, p('D7.reconsideration'))
  return !last || inTime(instantOf(receivedAt), last)
    ? undefined
    : {
        fields: {
          receivedAt: [
            `对决定的异议应在 ${last} 前提出，已过期限；可以告知当事人依法提起行政诉讼，情况变化的可以重新申请`,
          ],
        },
      }
}

/** States in which a decision is carried out and still published. */
const AFTER = { relief_temp: ['paying'], relief_dibao: ['paying', 'adjusted'] } as const

export const decisionSteps = (kind: 'relief_temp' | 'relief_dibao'): Record<string, AnyStep<ReliefFacts>> => ({
  return_list: s({
    label: '一次退回补充',
    from: ['proposed'],
    to: 'checking',
    roles: ['CA'],
    input: inputs.returnList,
    barred: countyDeciderBar,
    settles: ['notice_end'],
    hint: '缺什么一次列全',
  }),
  decide: s({
    label: '审批确认',
    from: ['proposed'],
    to: 'decided',
    roles: ['CA'],
    input: inputs.decideGrant,
    barred: countyDeciderBar,
    check: ({ input, facts, today }) =>
      noticeComplaint(kind, facts, today) ??
      (kind === 'relief_temp' && facts.sameCauseGranted && !input.repeatReason
        ? { fields: { repeatReason: ['一年内已因同一事由救助过，确需再次救助的，请写明理由'] } }
        : undefined),
    settles: ['decide', 'notice_end'],
    due: ['pay'],
    final: true,
  }),
  refuse: s({
    label: '不予确认',
    from: ['checking', 'proposed'],
    to: 'refused',
    roles: ['CA'],
    input: inputs.refuse,
    barred: countyDeciderBar,
    settles: ['decide', 'notice_end', 'survey', 'look_into'],
    due: ['tell_refusal'],
    final: true,
    grave: true,
    hint: '书面说明理由，告知复议和诉讼的期限',
  }),
  tell: s({
    label: '送达不予确认告知书',
    from: ['refused'],
    to: 'same',
    roles: ['CC'],
    input: inputs.tell,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      notAhead('onDay', input.onDay, today) ?? notBefore('onDay', input.onDay, facts.decidedOn, '决定日'),
    eventOn: (input) => input.onDay,
    settles: ['tell_refusal'],
    due: ['close_refused'],
  }),
  close_refused: s({
    label: '办结',
    from: ['refused'],
    to: 'closed',
    roles: ['CC'],
    input: inputs.close,
    barred: recusedBar,
    check: ({ input, facts, today }) =>
      facts.toldOn ? notAhead('onDay', input.onDay, today) : '还没有送达不予确认告知书，请先送达。',
    settles: ['close_refused'],
  }),
  note_objection: s({
    label: '登记公示异议',
    from: ['proposed'],
    to: 'same',
    roles: ['CC', 'CK'],
    input: inputs.object,
    barred: recusedBar,
    check: ({ input, facts, today }) => {
      const late = facts.noticeTo && !inTime(instantOf(input.receivedAt), facts.noticeTo)
      return late
        ? {
            fields: {
              receivedAt: [
                `公示已于 ${facts.noticeTo} 24 时结束。仍有情况反映的，可以在决定后提出异议，或者作为线索登记在备注里`,
              ],
            },
          }
        : momentComplaint('receivedAt', input.receivedAt, today)
    },
    due: ['look_into'],
    hint: '最后一日 24 时以前收到的都算',
  }),
  object: s({
    label: '登记对决定的异议',
    from: ['decided', 'refused'],
    to: 'objection',
    roles: ['CC', 'CK'],
    input: inputs.object,
    barred: recusedBar,
    check: ({ input, facts, today, p }) =>
      momentComplaint('receivedAt', input.receivedAt, today) ?? withinReview(input.receivedAt, facts, p),
    settles: ['pay', 'tell_refusal', 'close_refused'],
    due: ['review'],
    rare: true,
  }),
  posted_objection: s({
    label: '收到公示页上的异议',
    from: ['proposed', 'objection', 'decided', ...AFTER[kind]],
    to: 'same',
    roles: [],
    by: 'system',
    input: inputs.posted,
    due: ['look_into', 'answer'],
  }),
  posted_appeal: s({
    label: '收到公布页上对决定的异议',
    from: ['decided'],
    to: 'objection',
    roles: [],
    by: 'system',
    input: inputs.posted,
    settles: ['pay'],
    due: ['review'],
  }),
  answer_objection: s({
    label: '答复异议',
    from: ['decided', ...AFTER[kind]],
    to: 'same',
    roles: ['CA'],
    input: inputs.answerObjection,
    barred: (context) => reviewBar(context) ?? (context.facts.openObjection ? undefined : '没有待答复的异议。'),
    settles: ['answer'],
    final: true,
    hint: '发放期间收到的异议：由原决定以外的审批人员答复；成立的，再听取意见、调整或者终止',
  }),
  review_grant: s({
    label: '复核：予以确认',
    from: ['objection'],
    to: 'decided',
    roles: ['CA'],
    input: inputs.reviewGrant,
    barred: reviewBar,
    check: ({ facts }) =>
      facts.proposedFen === null ? '这件没有初审金额，不能直接确认；请答复不予确认，由申请人重新申请。' : undefined,
    settles: ['review'],
    due: ['pay'],
    final: true,
  }),
  review_refuse: s({
    label: '复核：不予确认',
    from: ['objection'],
    to: 'refused',
    roles: ['CA'],
    input: inputs.review,
    barred: reviewBar,
    settles: ['review'],
    due: ['tell_refusal'],
    final: true,
    grave: true,
  }),
})
