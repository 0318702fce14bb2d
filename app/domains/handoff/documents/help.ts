/** While help runs: 《安置帮教协议书》《帮教小组责任书》《帮扶方案》. None of them tells an offence or a prison. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { bodies, body, cell, clause, heading, rows, type Block } from '~/casefile/documents/paper'
import type { HandoffPaper } from './facts'
import { dayWords, idCell, periodWords, textOf, unitWithPhone } from './wording'

const helping = ['in_help', 'away'] as const
const tight = (words: string) => words.replace(' ', '')

/** Between the office and the person; voluntary, and so worded. */
const agreement: DocumentDecl<HandoffPaper> = {
  code: 'agreement',
  title: '安置帮教协议书',
  word: '安帮协',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: ['registered', 'declined', ...helping],
  after: ['register'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity', 'contact'],
  occasions: (read) => (read.helpStartOn ? [{ about: '' }] : []),
  blocks: (read) => [
    rows(
      [cell('甲方', unitWithPhone(read.office))],
      [cell('乙方', read.name), cell('联系电话', read.phone, 'phone')],
      [idCell(read)],
    ),
    body('为帮助乙方安心生活、融入社会，甲乙双方本着自愿、平等的原则，就安置帮教事项约定如下：'),
    heading('一、帮教期'),
    body(`自${periodWords(read.helpStartOn, read.helpEndOn)}。`),
    heading('二、甲方的责任'),
    clause(
      '（一）指导乙方办理户口、居民身份证、社会保险接续和就业登记，告知可以申请的救助和扶持政策，帮助乙方提出申请。',
    ),
    clause(
      `（二）帮教开始后${tight(read.period('D1.contact_first_period'))}内至少每${tight(read.period('D1.contact_first'))}、以后至少每${tight(read.period('D1.contact_later'))}与乙方联系一次，听取意见和困难，协调有关部门帮助解决。`,
    ),
    clause(
      '（三）平等对待乙方，保守乙方的个人信息，不向无关的单位和个人透露；未经乙方同意，不与用人单位联系，不拍照，不使用乙方的事迹材料。',
    ),
    heading('三、乙方的权利'),
    clause('（一）在就业、就学、社会保障等方面享有与其他公民平等的权利。'),
    clause('（二）可以要求更换结对帮扶人，可以对帮扶工作提出意见。'),
    clause('（三）可以随时解除本协议；解除协议不影响依法申请社会救助、社会保险和其他公共服务，也不因此受到任何处理。'),
    heading('四、乙方的约定'),
    clause('（一）住址、联系电话有变动时告诉甲方，以便继续得到帮助。'),
    clause('（二）长期外出的，可以与甲方商定，由外出地的单位代为联系和帮扶。'),
    heading('五、其他'),
    body('本协议一式两份，甲乙双方各执一份，自双方签字之日起生效。'),
    {
      type: 'signatures',
      columns: [
        { title: '甲方', seal: true, lines: [cell('经办人', ''), cell('日期', dayWords(read.agreementOn))] },
        { title: '乙方', lines: [cell('签名', ''), cell('日期', dayWords(read.agreementOn))] },
      ],
    },
  ],
}

const threeDuties = (read: HandoffPaper): Block =>
  rows(
    [cell('包教育引导', read.guidanceOwner), cell('包联系走访', read.contactOwner)],
    [cell('包困难帮扶', read.supportOwner), cell('结对帮扶人', read.helper)],
  )

/** Who helps with what (三包责任). Read by people of the village: the name, and what was agreed to be done. */
const groupDuty: DocumentDecl<HandoffPaper> = {
  code: 'group_duty',
  title: '帮教小组责任书',
  word: '安帮责',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: helping,
  after: ['start_help', 'change_group'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'help'],
  occasions: (read) => (read.group.length > 0 ? [{ about: '' }] : []),
  blocks: (read) => [
    rows(
      [cell('帮扶对象', read.name), cell('责任单位', read.office.name)],
      [cell('帮教期', periodWords(read.helpStartOn, read.helpEndOn))],
    ),
    heading('一、三包责任'),
    threeDuties(read),
    heading('二、小组成员的责任'),
    clause('（一）教育引导：谈心交流，宣传法律政策，鼓励本人安心生活。'),
    clause('（二）联系走访：按约定时间联系、上门，了解情况，作好记录。'),
    clause('（三）困难帮扶：帮助落实住处、就业、社保和救助，转达需求。'),
    clause('（四）保守秘密：不打听、不记录、不转告本人的过去，不歧视。'),
    clause('（五）本人要求更换成员或者结束帮扶的，予以尊重。'),
    {
      type: 'table',
      caption: '帮教小组成员',
      columns: [
        { label: '姓名' },
        { label: '来自' },
        { label: '性别', share: 0.6 },
        { label: '签名', share: 1.2 },
        { label: '日期' },
      ],
      rows: read.group.map((one) => [one.name, one.from, one.sex, '', '']),
      blanks: Math.max(0, 3 - read.group.length),
    },
    { type: 'seal' },
  ],
}

const plan: DocumentDecl<HandoffPaper> = {
  code: 'help_plan',
  title: '帮扶方案',
  word: '安帮案',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: helping,
  after: ['start_help'],
  approval: { by: 'second', roles: ['TH'] },
  check: 'public',
  view: 'full',
  shows: ['outline', 'help'],
  occasions: (read) => (read.steps.start_help || read.level ? [{ about: '' }] : []),
  blocks: (read) => {
    const reviewed = read.steps.review_level
    const reason = textOf(reviewed?.input, 'reason') ?? textOf(read.steps.start_help?.input, 'levelReason')
    return [
      rows(
        [cell('姓名', read.name), cell('责任单位', read.office.name)],
        [cell('帮教期', periodWords(read.helpStartOn, read.helpEndOn))],
        [cell('需要的帮助', read.needs.join('、'))],
        [cell('帮扶等级', read.level), cell('结对帮扶人', read.helper)],
        [cell('评定理由', reason)],
        [cell('安置方式', read.placement), cell('安置日期', dayWords(read.placedOn))],
        [cell('社会保险', read.insurance.join('、'))],
      ),
      heading('一、帮扶内容'),
      ...bodies(read.plan),
      heading('二、三包责任'),
      threeDuties(read),
      heading('三、帮扶措施'),
      {
        type: 'table',
        columns: [{ label: '措施' }, { label: '办理日期' }, { label: '结果', share: 1.6 }, { label: '结果日期' }],
        rows: read.measures.map((one) => [one.type, dayWords(one.on), one.result ?? '', dayWords(one.resultOn)]),
        blanks: Math.max(1, 2 - read.measures.length),
      },
      heading('四、联系和复评'),
      body(
        `每${tight(read.period('D1.level_review'))}复评一次帮扶等级，每${tight(read.period('D1.placement_recheck'))}核实一次安置情况，每${tight(read.period('D1.group_meeting'))}召开一次帮教小组会议；本人可以随时提出调整。`,
      ),
      {
        type: 'signatures',
        columns: [
          { title: '制定人', lines: [cell('签名', ''), cell('日期', '')] },
          { title: '本人', lines: [cell('签名', ''), cell('日期', '')] },
          { title: '司法所', seal: true, lines: [cell('负责人', ''), cell('日期', '')] },
        ],
      },
    ]
  },
}

export const helpDocuments: readonly DocumentDecl<HandoffPaper>[] = [agreement, groupDuty, plan]
