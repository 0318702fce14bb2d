/** Documents at the counter: application, acceptance, supplement, authorisation, survey, first aid. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { bodies, body, cell, heading, inline, rows, tall, type Block } from '~/casefile/documents/paper'
import { formatDay } from '~/lib/dates'
import type { ReliefPaper } from './facts'

type Decl = DocumentDecl<ReliefPaper>
const whole = () => [{ about: '' }]
const base = {
  inNameOf: 'owner',
  roles: ['CC'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
} as const satisfies Partial<Decl>
const signed = (...titles: string[]): Block => ({
  type: 'signatures',
  columns: titles.map((title) => ({ title, lines: [cell('签名', ''), cell('日期', '')] })),
})
const officeWords = ({ office }: ReliefPaper) => (office.phone ? `${office.name}（电话 ${office.phone}）` : office.name)
const householdTable = (read: ReliefPaper): Block => ({
  type: 'table',
  caption: '共同生活的家庭成员',
  columns: [
    { label: '姓名' },
    { label: '关系' },
    { label: '劳动能力', share: 1.4 },
    { label: '月收入（元）' },
    { label: '是否计入' },
  ],
  rows: read.household.map((one) => [one.name, one.relation, one.ability, one.income, one.counted]),
  blanks: Math.max(0, 2 - read.household.length),
})

const early = ['accepted', 'supplement', 'quick_paid', 'emergency_paid', 'checking']

const application: Decl = {
  ...base,
  code: 'relief_application',
  title: '申请书',
  headline: '社会救助申请书',
  word: '救申',
  layout: 'form',
  from: early,
  after: ['accept'],
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: whole,
  blocks: (read) => [
    rows(
      [cell('申请人', read.name), cell('性别', read.sex)],
      [cell('身份证号码', read.idNo, 'identity'), cell('联系电话', read.phone, 'phone')],
      [cell('申请救助', read.benefit), cell('申请日期', formatDay(read.appliedOn))],
      [cell('住址', [read.village, read.address].filter(Boolean).join(' '), 'address')],
      [cell('困难事由', read.cause), cell('代办人', read.agent)],
      [tall('困难情况', read.need, 3)],
    ),
    householdTable(read),
    body(
      '本人承诺：所填情况真实，家庭收入、财产发生变化时如实报告；知悉提供虚假材料骗取救助的，将停止救助、退回所得并依法处理。',
    ),
    signed('申请人', '受理人'),
  ],
}

const acceptance: Decl = {
  ...base,
  code: 'relief_acceptance',
  title: '受理通知书',
  word: '救受',
  layout: 'notice',
  from: early,
  after: ['accept'],
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: whole,
  blocks: (read) => [
    body(
      `你于${formatDay(read.appliedOn)}提出的${read.benefit}申请，我单位已于${formatDay(read.acceptedOn)}受理，受理编号 ${read.caseNo}。`,
    ),
    body('我们将依法核对家庭经济状况、入户调查，在规定期限内书面告知结果。办理不收取任何费用。'),
    body(`需要了解进度，请与${officeWords(read)}联系。`),
    { type: 'seal' },
  ],
}

const supplement: Decl = {
  ...base,
  code: 'relief_supplement',
  title: '补正通知书',
  word: '救补',
  layout: 'notice',
  from: ['supplement'],
  after: ['ask_supplement'],
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: (read) => (read.list !== null || read.granted === null ? whole() : []),
  blocks: (read) => [
    body(`你提出的${read.benefit}申请，还需要补正下列材料（一次告知）：`),
    ...bodies(read.list),
    body(`请补齐后交到${officeWords(read)}。能够通过核对取得的，不用你提供。`),
    { type: 'seal' },
  ],
}

const authorisation: Decl = {
  ...base,
  code: 'relief_authorisation',
  title: '核对授权书',
  headline: '家庭经济状况核对授权书',
  word: '救授',
  layout: 'form',
  from: early,
  after: ['accept'],
  shows: ['outline', 'identity', 'help'],
  occasions: whole,
  blocks: (read) => [
    rows([cell('授权人', read.name), cell('身份证号码', read.idNo, 'identity')]),
    body(
      `本人因申请${read.benefit}，授权${read.county || '民政部门'}依法核对本人及共同生活家庭成员的收入和财产状况。核对只用于本次救助的审核和以后的定期复核，不作其他用途。`,
    ),
    body('家庭以外依法负有赡养、抚养、扶养义务的人，须由其本人另行签署授权，不能由申请人代签。'),
    householdTable(read),
    signed('授权人', '共同生活的成年家庭成员'),
  ],
}

const survey: Decl = {
  ...base,
  code: 'relief_survey',
  title: '入户调查表',
  word: '救调',
  layout: 'form',
  roles: ['CC', 'CK'],
  check: 'none',
  from: ['checking', 'proposed', 'decided', 'paying', 'refused', 'objection'],
  after: ['survey'],
  shows: ['outline', 'contact', 'help'],
  occasions: (read) =>
    read.survey ? [{ about: read.survey.id, label: `${formatDay(read.survey.on)} ${read.survey.type}` }] : [],
  blocks: (read) => [
    rows(
      [cell('申请人', read.name), cell('申请救助', read.benefit)],
      [cell('住址', [read.village, read.address].filter(Boolean).join(' '), 'address')],
      [cell('调查日期', read.survey && formatDay(read.survey.on)), cell('方式', read.survey?.type)],
      [cell('调查结果', read.survey?.result)],
    ),
    householdTable(read),
    heading('调查情况'),
    ...bodies(read.survey?.findings),
    {
      type: 'signatures',
      columns: [
        { title: '被调查人', lines: [cell('签名', ''), cell('日期', '')] },
        ...[0, 1].map((n) => ({ title: '调查人', lines: [cell('姓名', read.survey?.by[n]), cell('签名', '')] })),
      ],
    },
  ],
}

const firstAid: Decl = {
  ...base,
  code: 'relief_first_aid',
  title: '先行救助登记表',
  word: '救急',
  layout: 'form',
  from: ['quick_paid', 'emergency_paid', 'checking', 'proposed', 'decided', 'paying', 'closed'],
  after: ['quick_grant', 'pay_first'],
  shows: ['outline', 'identity', 'help'],
  occasions: (read) => (read.emergency ? whole() : []),
  blocks: (read) => [
    rows(
      [cell('救助对象', read.name), cell('身份证号码', read.idNo, 'identity')],
      [cell('求助时间', read.emergency?.at), cell('路径', read.route)],
      [cell('给付金额（元）', read.emergency?.amount), cell('登记号', read.emergency?.no)],
      [cell('困难事由', read.cause)],
      [tall('事由和基本生活受影响的情况', read.need, 3)],
    ),
    body(`收款人确认：今收到救助金${inline(read.emergency?.amount)}元。`),
    signed(
      '收款人',
      ...(read.emergency?.staff.length ? read.emergency.staff.map((name) => `经办人 ${name}`) : ['经办人', '经办人']),
    ),
  ],
}

export const counterDocuments: readonly Decl[] = [application, acceptance, supplement, authorisation, survey]
/** Those of whoever takes an application in, window or not. */
export const receiptDocuments: readonly Decl[] = [acceptance, supplement]
export const urgentDocuments: readonly Decl[] = [firstAid]
