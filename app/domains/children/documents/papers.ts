/** The papers of a child's file (DOMAIN §8): 登记表, 协议, 告知书, 家访记录表, 评估表, 关爱卡, 助学申请表. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { body, cell, rows, tall, type Block } from '~/casefile/documents/paper'
import { formatDay, type LegalDay } from '~/lib/dates'
import type { ChildPaper } from './facts'

type Decl = DocumentDecl<ChildPaper>
const open = ['candidate', 'confirmed', 'agreed', 'in_care', 'danger', 'protected'] as const
const registered = ['confirmed', 'agreed', 'in_care', 'danger'] as const
const base = {
  inNameOf: 'owner',
  roles: ['CD'],
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
  layout: 'form',
  shows: ['outline', 'help'],
} as const satisfies Partial<Decl>
const once = () => [{ about: '' }]
const day = (on: LegalDay | null | undefined) => (on ? formatDay(on) : null)
const signed = (...titles: string[]): Block => ({
  type: 'signatures',
  columns: titles.map((title) => ({ title, lines: [cell('签名', ''), cell('日期', '')] })),
})
const parentRows = (read: ChildPaper) =>
  read.parents.flatMap((one) => [
    [cell(one.who, one.name), cell('电话', one.phone, 'phone')],
    one.away
      ? [cell('在何处', one.where ?? '不在家'), cell('从何时', day(one.since))]
      : [cell('在家', '是'), cell('监护能力', one.capacity)],
  ])
const school = (read: ChildPaper) => [read.school, read.class, read.grade].filter(Boolean).join(' ')

const register: Decl = {
  ...base,
  code: 'child_register',
  title: '留守儿童信息登记表',
  word: '童登',
  from: open,
  after: ['register', 'confirm'],
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: once,
  blocks: (read) => [
    rows(
      [cell('姓名', read.name), cell('性别', read.sex)],
      [cell('出生日期', day(read.birthOn)), cell('身份证号码', read.idNo, 'identity')],
      [cell('户籍地', read.huji), cell('居住地', read.residence)],
      [cell('类别', read.category), cell('居住情况', read.living)],
      [cell('就学', school(read)), cell('档案号', read.caseNo)],
      ...parentRows(read),
      [cell('实际照料人', read.carer?.name), cell('与孩子的关系', read.carer?.relation)],
      [cell('照料人电话', read.carer?.phone, 'phone'), cell('登记单位', read.office.name)],
    ),
    signed('监护人或照料人', '儿童主任', '儿童督导员'),
  ],
}

const agreement: Decl = {
  ...base,
  code: 'child_agreement',
  title: '委托照护协议',
  word: '童协',
  from: registered,
  after: ['agree'],
  shows: ['outline', 'contact', 'help'],
  occasions: once,
  blocks: (read) => [
    rows(
      [cell('孩子', read.name), cell('出生日期', day(read.birthOn))],
      [
        cell(
          '委托人',
          read.parents
            .map((one) => one.name)
            .filter(Boolean)
            .join('、'),
        ),
        cell('签订人', read.agreement?.signers),
      ],
      [cell('受托人', read.carer?.name), cell('与孩子的关系', read.carer?.relation)],
      [cell('开始日期', day(read.agreement?.fromOn)), cell('到期日期', day(read.agreement?.toOn))],
      [tall('孩子的意愿', read.agreement?.view, 2)],
    ),
    body('一、委托人因外出务工等原因不能完全履行监护职责，委托受托人代为照护孩子；监护人的责任不因委托而免除。'),
    body(
      '二、受托人照顾孩子的起居、安全、上学和看病，不让孩子独居、失学，不打骂、不歧视孩子；发现孩子有危险的，立即报警并告诉村（居）委会。',
    ),
    body('三、委托人每周至少与孩子联系和交流一次，了解孩子的学习和心理，按约定给付生活费用。'),
    body('四、委托人将本协议书面告知孩子所在学校和居住地村（居）委会。情况变化的，及时变更或者解除协议。'),
    signed('委托人', '受托人', '村（居）委会见证人'),
  ],
}

const notice: Decl = {
  ...base,
  code: 'child_notice',
  title: '委托照护告知书',
  word: '童告',
  layout: 'notice',
  from: ['agreed', 'in_care'],
  after: ['agree'],
  occasions: (read) =>
    read.agreement
      ? [...(read.school ? [{ about: 'school', label: '致学校' }] : []), { about: 'village', label: '致村（居）委会' }]
      : [],
  blocks: (read, about) => [
    body(
      `致${about === 'school' ? (read.school ?? '　　　　') : read.office.name}：根据《中华人民共和国未成年人保护法》第二十二条、第二十三条，现将委托照护情况告知如下。`,
    ),
    rows(
      [cell('孩子', read.name), cell('就学', school(read))],
      [cell('受托人', read.carer?.name), cell('与孩子的关系', read.carer?.relation)],
      [
        cell('受托人电话', read.carer?.phone, 'phone'),
        cell('期限', read.agreement && `${formatDay(read.agreement.fromOn)}至${formatDay(read.agreement.toOn)}`),
      ],
    ),
    body(
      '孩子在校、在村有异常情况的，请及时联系受托人和父母；发现受托人没有能力照护或者怠于照护的，请告诉村（居）委会。',
    ),
    signed('告知人（父母）', '接收人'),
  ],
}

const visit: Decl = {
  ...base,
  code: 'child_visit',
  title: '家访记录表',
  word: '童访',
  from: open,
  after: ['visit'],
  occasions: (read) => read.visits.map((one) => ({ about: one.id, label: `${formatDay(one.on)} ${one.label}` })),
  blocks: (read, about) => {
    const one = read.visits.find((row) => row.id === about)
    return [
      rows(
        [cell('孩子', read.name), cell('就学', school(read))],
        [cell('日期', day(one?.on)), cell('方式', one?.label)],
        [cell('地点', one?.place), cell('在场人员', one?.present)],
        [tall('情况', one?.note, 6)],
        [cell('下次约定', day(one?.next)), cell('走访人', one?.by)],
      ),
      signed('照料人', '走访人'),
    ]
  },
}

const assessment: Decl = {
  ...base,
  code: 'child_assessment',
  title: '监护风险评估表',
  word: '童评',
  from: open,
  after: ['start_care', 'assess', 'danger'],
  occasions: (read) => (read.levelOn ? [{ about: read.levelOn, label: formatDay(read.levelOn) }] : []),
  blocks: (read) => [
    rows(
      [cell('孩子', read.name), cell('评估日期', day(read.levelOn))],
      [cell('实际照料人', read.carer?.name), cell('与孩子的关系', read.carer?.relation)],
      [cell('居住情况', read.living), cell('监护情况', read.level)],
    ),
    {
      type: 'table',
      caption: '发现的风险',
      columns: [
        { label: '日期' },
        { label: '情况', share: 1.4 },
        { label: '事实', share: 3 },
        { label: '处置结果', share: 2 },
      ],
      rows: read.risks.map((one) => [formatDay(one.on), one.sign, one.facts ?? '', one.result ?? '']),
      blanks: read.risks.length ? 0 : 2,
    },
    body('评估的是监护和照料，不评价孩子。'),
    signed('评估人', '儿童督导员'),
  ],
}

/** What a helper carries: a first name, the year at school, the agreed need. */
const card: Decl = {
  ...base,
  code: 'child_pair_card',
  title: '结对关爱卡',
  word: '童卡',
  from: ['agreed', 'in_care'],
  after: ['start_care'],
  occasions: once,
  blocks: (read) => [
    rows(
      [cell('名字', read.firstName), cell('年级', read.grade)],
      [tall('爱好或者需要', read.need, 2)],
      [cell('约定通话', read.callSchedule), cell('联系单位', read.office.name)],
    ),
    body(
      '结对人签过承诺书，不单独与孩子在封闭房间，不拍照发布，不打听、不转告家里的情况。孩子有危险的，先打 110，再报告。',
    ),
    signed('结对帮扶人', '儿童主任'),
  ],
}

const aid: Decl = {
  ...base,
  code: 'child_aid',
  title: '助学申请表',
  word: '童学',
  from: registered,
  after: ['screen_aid'],
  shows: ['outline', 'identity', 'help'],
  occasions: once,
  blocks: (read) => [
    rows(
      [cell('学生姓名', read.name), cell('性别', read.sex)],
      [cell('身份证号码', read.idNo, 'identity'), cell('就学', school(read))],
      [cell('类别', read.category), cell('居住地', read.residence)],
      [tall('困难和需要', '', 4)],
    ),
    body('本表只用于办理教育救助。学生姓名不公示。'),
    signed('监护人', '学校'),
  ],
}

export const childDocuments: readonly Decl[] = [register, agreement, notice, visit, assessment, card, aid]
