/** Documents of aid through the school, of training subsidies and of loans that are recommended. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { body, cell, rows, tall, type Block } from '~/casefile/documents/paper'
import { formatDay } from '~/lib/dates'
import type { ReliefPaper } from './facts'

type Decl = DocumentDecl<ReliefPaper>
const base = {
  inNameOf: 'owner',
  approval: { by: 'none' },
  check: 'none',
  view: 'full',
  layout: 'form',
} as const satisfies Partial<Decl>
const signed = (...titles: string[]): Block => ({
  type: 'signatures',
  columns: titles.map((title) => ({ title, lines: [cell('签名', ''), cell('日期', '')] })),
})
const who = (read: ReliefPaper): Block =>
  rows(
    [cell('姓名', read.name), cell('性别', read.sex)],
    [cell('身份证号码', read.idNo, 'identity'), cell('联系电话', read.phone, 'phone')],
  )

const application: Decl = {
  ...base,
  code: 'relief_aid_application',
  title: '申请书',
  headline: '教育救助申请书',
  word: '教申',
  roles: ['SP'],
  from: ['accepted', 'supplement', 'proposed'],
  after: ['accept'],
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: () => [{ about: '' }],
  blocks: (read) => [
    who(read),
    rows(
      [cell('就读阶段', read.stage), cell('困难类别', read.category)],
      [cell('申请日期', formatDay(read.appliedOn)), cell('学校', read.office.name)],
      [tall('困难情况', read.need, 3)],
    ),
    body('本人（监护人）承诺：所填情况真实，同意学校和教育部门为办理教育救助核对困难类别，不用于其他用途。'),
    signed('申请人或监护人', '受理人'),
  ],
}

const review: Decl = {
  ...base,
  code: 'relief_training_review',
  title: '培训补贴审核表',
  word: '培审',
  roles: ['HR'],
  from: ['proposed', 'decided', 'paying', 'closed'],
  after: ['propose', 'decide'],
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: () => [{ about: '' }],
  blocks: (read) => [
    who(read),
    rows(
      [cell('工种', read.trade), cell('证书或就业证明', read.level)],
      [cell('证书或就业日期', read.provedOn && formatDay(read.provedOn)), cell('申请日期', formatDay(read.appliedOn))],
      [cell('补贴金额（元）', read.amount), cell('决定文号', read.decisionNo)],
    ),
    body('同一人同一年度同一工种只补贴一次。'),
    signed('审核人', '审批人'),
  ],
}

/** What the bank gets: who, and that he belongs to an eligible group; never which, and nothing of his history. */
const referral: Decl = {
  ...base,
  code: 'relief_loan_referral',
  title: '创业担保贷款推荐表',
  word: '贷荐',
  roles: ['HR'],
  from: ['accepted', 'bank_review'],
  after: ['check_eligible', 'send_bank'],
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: () => [{ about: '' }],
  blocks: (read) => [
    who(read),
    rows([tall('创业项目', read.need, 3)]),
    body('经审核，该同志属于创业担保贷款扶持对象，现予推荐。是否发放、金额和期限由经办银行依法审查决定。'),
    { type: 'seal' },
  ],
}

export const schoolDocuments: readonly Decl[] = [application]
export const trainingDocuments: readonly Decl[] = [review]
export const loanDocuments: readonly Decl[] = [referral]
