/** Documents of the decision: notice, confirmation, refusal, adjustment and end, answer to an objection. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { bodies, body, cell, rows, type Block } from '~/casefile/documents/paper'
import { formatDay } from '~/lib/dates'
import { formatFen } from '~/lib/text'
import type { ReliefPaper } from './facts'

type Decl = DocumentDecl<ReliefPaper>
const base = {
  inNameOf: 'owner',
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'help'],
} as const satisfies Partial<Decl>

/** 行政复议法 20, 行政诉讼法 46: what may be done against it, in words that everybody understands. */
const remedies = ({ reconsider, county }: ReliefPaper) =>
  body(
    `如对本决定不服，可以自收到之日起${reconsider}内向${county ? `${county}的本级人民政府` : '本级人民政府'}申请行政复议，或者自知道之日起六个月内依法向人民法院提起行政诉讼。情况发生变化的，可以随时重新申请。`,
  )
const received: Block = {
  type: 'slip',
  title: '送达回证',
  to: '',
  blocks: [
    body('本文书已经收到。'),
    {
      type: 'signatures',
      columns: [
        { title: '收件人', lines: [cell('签名', ''), cell('日期', '')] },
        { title: '送达人', lines: [cell('签名', ''), cell('日期', '')] },
      ],
    },
  ],
}

const publicNotice: Decl = {
  ...base,
  code: 'relief_notice',
  title: '公示',
  headline: '社会救助公示',
  word: '救示',
  layout: 'notice',
  roles: ['CK', 'CC'],
  from: ['proposed', 'decided', 'paying'],
  after: ['propose'],
  occasions: (read) => (read.notice ? [{ about: read.notice.id, label: read.notice.no }] : []),
  blocks: (read) => {
    const text = read.notice?.text
    return [
      body('下列家庭经审核拟给予（已给予）社会救助，现予公示，接受监督。'),
      rows(
        [cell('户主', text?.head), cell('村（社区）', text?.village)],
        [cell('救助种类', text?.type), cell('人数', text && `${text.persons} 人`)],
        [cell(text?.monthly ? '每月金额（元）' : '金额（元）', text && formatFen(text.amountFen))],
        [cell('公示期', read.notice && `${formatDay(read.notice.from)}至${formatDay(read.notice.to)}24时`)],
      ),
      body(
        `有异议的，请在公示期内向${text?.window || read.office.name}反映${text?.phone ? `，电话 ${text.phone}` : ''}。`,
      ),
      { type: 'seal' },
    ]
  },
}

const confirmation: Decl = {
  ...base,
  code: 'relief_confirmation',
  title: '确认通知书',
  word: '救确',
  layout: 'notice',
  roles: ['CC'],
  from: ['decided', 'paying', 'quick_paid', 'closed'],
  after: ['decide', 'review_grant'],
  to: (read) => read.name,
  occasions: (read) => (read.granted ? [{ about: '' }] : []),
  blocks: (read) => [
    body(`你的${read.benefit}申请，经审核确认（${read.decisionNo ?? ''}），决定给予救助：`),
    rows(
      [cell('金额（元）', read.amount), cell('方式', read.period)],
      [cell('享受人数', `${read.persons} 人`), cell('起发日期', read.payFrom && formatDay(read.payFrom))],
      [cell('算法', read.formula)],
    ),
    body(
      '救助金直接发放到登记的账户。家庭人口、收入、财产发生变化的，请及时告诉我们；主动报告就业的，不追回已发的救助金。',
    ),
    remedies(read),
    { type: 'seal' },
    received,
  ],
}

const refusal: Decl = {
  ...base,
  code: 'relief_refusal',
  title: '不予确认告知书',
  word: '救不',
  layout: 'notice',
  roles: ['CC'],
  from: ['refused', 'closed'],
  after: ['refuse', 'review_refuse', 'tell'],
  to: (read) => read.name,
  occasions: (read) => (read.granted === false ? [{ about: '' }] : []),
  blocks: (read) => [
    body(`你的${read.benefit}申请，经审核不予确认（${read.decisionNo ?? ''}）。`),
    body(`理由：${read.reason ?? ''}。`),
    ...bodies(read.reasonText),
    remedies(read),
    { type: 'seal' },
    received,
  ],
}

const change: Decl = {
  ...base,
  code: 'relief_change',
  title: '停发、调整决定书',
  word: '救调停',
  layout: 'notice',
  roles: ['CC', 'CA'],
  from: ['adjusted', 'ended'],
  after: ['adjust', 'end'],
  to: (read) => read.name,
  occasions: (read) => (read.adjusted || read.endedOn ? [{ about: read.decisionNo ?? '' }] : []),
  blocks: (read) => [
    body(
      read.adjusted
        ? `经复核并听取你的意见，你家的${read.benefit}调整为每月 ${read.amount ?? ''} 元（${read.decisionNo ?? ''}）。`
        : `经复核并听取你的意见，决定终止你家的${read.benefit}。`,
    ),
    ...bodies(read.reasonText),
    remedies(read),
    { type: 'seal' },
    received,
  ],
}

const answer: Decl = {
  ...base,
  code: 'relief_answer',
  title: '复核答复书',
  word: '救复',
  layout: 'notice',
  roles: ['CC', 'CK'],
  from: ['checking', 'decided', 'refused', 'paying', 'closed'],
  after: ['review_grant', 'review_refuse', 'answer_objection'],
  occasions: (read) => (read.answer ? [{ about: read.answer.id, label: formatDay(read.answer.on) }] : []),
  blocks: (read) => [
    body(`关于${read.benefit}事项的异议已经复核，现答复如下：`),
    ...bodies(read.answer?.text),
    remedies(read),
    { type: 'seal' },
  ],
}

export const decisionDocuments: readonly Decl[] = [publicNotice, confirmation, refusal, answer]
/** Those of a decision that is not posted. */
export const quietDocuments: readonly Decl[] = [confirmation, refusal, answer]
export const changeDocuments: readonly Decl[] = [change]
