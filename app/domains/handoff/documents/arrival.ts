/** From the notice to the registration: 《信息核查反馈表》《必接必送交接单》《安置帮教对象登记表》. */
import type { DocumentDecl, Occasion } from '~/casefile/documents/declare'
import { body, cell, rows, tall, type Cell } from '~/casefile/documents/paper'
import type { HandoffPaper } from './facts'
import { dayWords, homeCells, idCell, periodWords, relationWord, textOf, unitWithPhone } from './wording'
import { returnedResults } from '../terms'

/** Answers the prison: what was found and who is responsible here. Nothing of the county's own file goes along. */
const feedback: DocumentDecl<HandoffPaper> = {
  code: 'verify_feedback',
  title: '信息核查反馈表',
  headline: '刑满释放人员信息核查反馈表',
  word: '安帮核',
  layout: 'form',
  inNameOf: 'county',
  roles: ['JC'],
  from: ['returned', 'verified', 'pickup_planned', 'await_release', 'handed_over'],
  after: ['verify', 'return_notice'],
  approval: { by: 'second', roles: ['JA'] },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity'],
  to: (read) => read.prison,
  occasions: (read) => (read.fromPrison ? answers(read) : []),
  blocks: (read, about) => {
    const back = about.startsWith('return:') ? read.steps.return_notice : undefined
    const verified = read.steps.verify
    const result = back
      ? (returnedResults[textOf(back.input, 'verifyResult') as keyof typeof returnedResults] ?? read.verifyResult)
      : read.verifyResult
    return [
      body(
        `你单位${dayWords(read.noticeOn) || '　　年　月　日'}《刑满释放人员通知书》收悉。经核查，现将情况反馈如下。`,
      ),
      rows(
        [cell('姓名', read.name), cell('性别', read.sex)],
        [cell('出生日期', dayWords(read.birthOn)), idCell(read)],
        [cell('应释放日期', dayWords(read.releaseDueOn))],
        [cell('户籍地', read.huji)],
        [cell('核查结果', result)],
        ...(back
          ? [
              [cell('退回原因', textOf(back.input, 'returnReason'))],
              [cell('请你单位', `核对更正后，在${read.period('D1.prison_answer').replace(' ', '')}内答复`)],
            ]
          : answered(read)),
        [cell('核查日期', dayWords((back ?? verified)?.on ?? null))],
      ),
      {
        type: 'signatures',
        columns: [
          { title: '经办人', lines: [cell('签名', (back ?? verified)?.by)] },
          { title: '审核人', lines: [cell('签名', '')] },
        ],
      },
      { type: 'seal' },
    ]
  },
}

/** What the county answered, the later first: a returned notice may be verified after it came back. */
function answers({ steps: { verify, return_notice: returned } }: HandoffPaper): Occasion[] {
  const all = [
    ...(verify ? [{ on: verify.on, about: `verify:${verify.on}`, label: `${dayWords(verify.on)} 核实` }] : []),
    ...(returned ? [{ on: returned.on, about: `return:${returned.on}`, label: `${dayWords(returned.on)} 退回` }] : []),
  ]
  return all.sort((a, b) => (a.on < b.on ? 1 : -1)).map(({ about, label }) => ({ about, label }))
}

const answered = (read: HandoffPaper): Cell[][] => [
  [cell('居住地', read.residence)],
  [cell('责任司法所', unitWithPhone(read.office))],
  [cell('是否必接', read.mustPickup ? '是' : '否')],
  [cell('接回方式', read.pickupMode), cell('接回时间', read.pickupAt)],
]

/** Signed by three at the gate: who hands over, who receives, the person. */
const handover: DocumentDecl<HandoffPaper> = {
  code: 'handover_sheet',
  title: '必接必送交接单',
  headline: '刑满释放人员必接必送交接单',
  word: '安帮接',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: ['handed_over', 'registered', 'in_help', 'declined', 'away'],
  after: ['hand_over'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity'],
  occasions: (read) => (read.fromPrison && read.handedOverAt ? [{ about: '' }] : []),
  blocks: (read) => [
    rows(
      [cell('姓名', read.name), cell('性别', read.sex)],
      [cell('出生日期', dayWords(read.birthOn)), idCell(read)],
      [cell('移交监所', read.prison)],
      [cell('释放日期', dayWords(read.releasedOn)), cell('是否必接', read.mustPickup ? '是' : '否')],
      [cell('释放证明书号', read.releaseCertNo)],
      [cell('交接时间', read.handedOverAt)],
      [cell('交接地点', [read.handoverPlace, read.atGate && '（监所门口接到）'].filter(Boolean).join(''))],
      [cell('接回方式', read.pickupMode), cell('交通工具', read.transport)],
      [cell('接回人', read.pickupPeople.map((one) => one.name).join('、')), cell('接送费用', read.cost)],
      [tall('移交材料', '', 2)],
      [tall('随身财物', '', 2)],
      [cell('当晚住处', read.tonight)],
    ),
    {
      type: 'signatures',
      columns: [
        {
          title: '移交单位',
          seal: true,
          lines: [cell('经办人', read.prisonSignedBy), cell('日期', dayWords(read.prisonSignedOn))],
        },
        { title: '接收单位', seal: true, lines: [cell('经办人', read.steps.hand_over?.by), cell('日期', '')] },
        { title: '本人或亲属', lines: [cell('签名', ''), cell('日期', '')] },
      ],
    },
  ],
}

/** The county's own sheet of the person; the only one that tells the offence. Stays in the file. */
const register: DocumentDecl<HandoffPaper> = {
  code: 'register_sheet',
  title: '安置帮教对象登记表',
  word: '安帮登',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: ['registered', 'in_help', 'declined', 'away', 'unreachable', 'transferred'],
  after: ['register'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity', 'contact', 'offence', 'help'],
  occasions: (read) => (read.helpStartOn || read.firstTalkOn ? [{ about: '' }] : []),
  blocks: (read) => [
    rows(
      [cell('档案编号', read.caseNo)],
      [cell('责任单位', read.office.name), cell('建档日期', dayWords(read.steps.register?.on ?? read.openedOn))],
      [cell('姓名', read.name), cell('性别', read.sex)],
      [cell('出生日期', dayWords(read.birthOn)), idCell(read)],
      [cell('联系电话', read.phone, 'phone'), cell('首次谈话', dayWords(read.firstTalkOn))],
      [cell('户籍地', read.huji)],
      ...homeCells(read),
      [cell('来源', read.source), cell('监所', read.prison)],
      [cell('罪名', read.offence), cell('刑期', read.sentence)],
      [cell('释放日期', dayWords(read.releasedOn)), cell('释放证明书号', read.releaseCertNo)],
      [cell('交接时间', read.handedOverAt)],
      [cell('重点情形', read.keyCategory.join('、'))],
      [cell('需要的帮助', read.needs.join('、'))],
      [cell('社会保险', read.insurance.join('、')), cell('安置方式', read.placement)],
      [cell('帮扶等级', read.level), cell('结对帮扶人', read.helper)],
      [cell('帮教期', periodWords(read.helpStartOn, read.helpEndOn))],
    ),
    {
      type: 'table',
      caption: '家庭成员和主要联系人',
      columns: [{ label: '姓名' }, { label: '关系' }, { label: '联系电话', share: 1.4, secret: 'phone' }],
      rows: read.relatives.map((one) => [one.name ?? '', relationWord(one.relation), one.phone ?? '']),
      blanks: read.relatives.length ? 0 : 1,
    },
    {
      type: 'signatures',
      columns: [
        { title: '登记人', lines: [cell('签名', read.steps.register?.by), cell('日期', '')] },
        { title: '司法所负责人', seal: true, lines: [cell('签名', ''), cell('日期', '')] },
      ],
    },
  ],
}

export const arrivalDocuments: readonly DocumentDecl<HandoffPaper>[] = [feedback, handover, register]
