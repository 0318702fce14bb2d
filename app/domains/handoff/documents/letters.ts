/** Letters that a step's second hand carries: 《委托帮教函》《转出函》, and 《帮教期满通知书》 to the person. */
import type { DocumentDecl, Occasion } from '~/casefile/documents/declare'
import { bodies, body, cell, heading, inline, rows } from '~/casefile/documents/paper'
import type { HandoffPaper } from './facts'
import { dayWords, idCell, periodWords, textOf, unitWithPhone } from './wording'

/** The decision of a step, when one was asked for; it may be issued once another person has approved it. */
const decided = (read: HandoffPaper, step: string): Occasion[] => {
  const decision = read.decisions[step]
  return decision ? [{ about: decision.id, approved: decision.approved }] : []
}
const asked = (read: HandoffPaper, step: string) => read.decisions[step]?.input ?? {}
const BLANK_DAY = '　　年　　月　　日'

/** To the office at the place of work: the name, the telephone and what was agreed, as the person consented; no more. */
const entrust: DocumentDecl<HandoffPaper> = {
  code: 'entrust_letter',
  title: '委托帮教函',
  word: '安帮托',
  layout: 'letter',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: ['in_help', 'away'],
  after: ['entrust'],
  approval: { by: 'step', step: 'entrust', roles: ['TH'] },
  check: 'public',
  view: 'full',
  shows: ['outline', 'contact', 'help'],
  to: (read) => textOf(asked(read, 'entrust'), 'awayUnit'),
  occasions: (read) => decided(read, 'entrust'),
  blocks: (read) => {
    const input = asked(read, 'entrust')
    const until = textOf(input, 'awayUntil')
    return [
      body(
        `我所帮扶的${read.name}外出到${inline(textOf(input, 'awayTo'))}生活和工作。经本人${dayWords(textOf(input, 'consentOn')) || BLANK_DAY}书面同意，现委托你单位在其外出期间代为联系和帮扶。`,
      ),
      rows(
        [cell('姓名', read.name), cell('联系电话', read.phone, 'phone')],
        [cell('外出地', textOf(input, 'awayTo'))],
        [cell('委托期限', `自本函发出之日起至${dayWords(until) || BLANK_DAY}止`)],
      ),
      heading('商定的帮扶内容'),
      ...bodies(read.plan),
      body(
        '请你单位指定专人与本人联系，帮助解决生活和工作中的困难，并定期将情况函告我所；不能承担的，请及时告知。本人可以随时要求结束委托。对本人的个人信息请予保密，不用于委托以外的事项。',
      ),
      body(`联系人：${inline(read.owner)}　　联系电话：${inline(read.office.phone, 10)}`),
      { type: 'attachments', items: ['本人同意书复印件1份'] },
      { type: 'seal' },
      {
        type: 'slip',
        title: '回　执',
        to: read.office.name,
        blocks: [
          body(`你所《委托帮教函》（${inline(null, 11)}号）收悉。`),
          body('□ 我单位接受委托。'),
          body(`□ 我单位不能接受委托，理由：${inline(null, 9)}`),
          {
            type: 'signatures',
            columns: [{ title: '接受委托单位', seal: true, lines: [cell('联系人和电话', ''), cell('日期', '')] }],
          },
        ],
      },
    ]
  },
}

/** To the county of the new home. What was in the judgment travels with the file, not with the letter. */
const transfer: DocumentDecl<HandoffPaper> = {
  code: 'transfer_letter',
  title: '转出函',
  headline: '安置帮教对象转出函',
  word: '安帮转',
  layout: 'letter',
  inNameOf: 'county',
  roles: ['JC', 'TJ'],
  from: ['transferred', 'closed'],
  after: ['transfer'],
  approval: { by: 'step', step: 'transfer', roles: ['JA'] },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity', 'contact', 'help'],
  to: (read) => read.unitName(asked(read, 'transfer').toUnit),
  occasions: (read) => decided(read, 'transfer'),
  blocks: (read) => {
    const input = asked(read, 'transfer')
    return [
      body(
        `我局负责安置帮教的${read.name}已迁往你处居住。按照居住地优先的原则，现将其安置帮教关系转至你局，请予接收并继续做好帮教工作。档案材料于${read.period('D1.transfer_file').replace(' ', '')}内移送；在你局接收之前，仍由我局负责。`,
      ),
      rows(
        [cell('姓名', read.name), cell('性别', read.sex)],
        [cell('出生日期', dayWords(read.birthOn)), cell('联系电话', read.phone, 'phone')],
        [idCell(read)],
        [cell('现居住地', textOf(input, 'address'), 'address')],
        [cell('转出事由', textOf(input, 'reason'))],
        [cell('帮教期', periodWords(read.helpStartOn, read.helpEndOn))],
        [cell('帮扶等级', read.level), cell('安置方式', read.placement)],
        [cell('需要的帮助', read.needs.join('、'))],
        [cell('现责任单位', unitWithPhone(read.office))],
      ),
      body('请你局收到本函后填写回执，函复我局。'),
      {
        type: 'attachments',
        items: ['安置帮教档案材料1套（登记表、协议书、帮扶方案、走访记录）', '材料移交清单1份'],
      },
      { type: 'seal' },
      {
        type: 'slip',
        title: '回　执',
        to: read.county.name,
        blocks: [
          body(`你局《转出函》（${inline(null, 11)}号）和档案材料收悉。`),
          body('□ 自　　　　年　　月　　日起由我局接收。'),
          body(`□ 不予接收，理由：${inline(null, 12)}`),
          {
            type: 'signatures',
            columns: [{ title: '接收单位', seal: true, lines: [cell('经办人和电话', ''), cell('日期', '')] }],
          },
        ],
      },
    ]
  },
}

/** To the person: help has ended; what may still be asked for, and where. */
const ended: DocumentDecl<HandoffPaper> = {
  code: 'end_notice',
  title: '帮教期满通知书',
  word: '安帮满',
  layout: 'notice',
  inNameOf: 'county',
  roles: ['TJ', 'JC'],
  from: ['in_help', 'declined', 'away', 'unreachable', 'ended', 'archived'],
  after: ['end'],
  approval: { by: 'step', step: 'end', roles: ['JA'] },
  check: 'public',
  view: 'full',
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: (read) => decided(read, 'end'),
  blocks: (read) => {
    const ahead = read.helpEndOn !== null && read.helpEndOn > read.today
    const further = textOf(read.steps.end_review?.input, 'furtherHelp')
    return [
      body(
        `你的帮教期自${periodWords(read.helpStartOn, read.helpEndOn)}，${ahead ? `将于${dayWords(read.helpEndOn)}期满，自期满之日起解除帮教。` : '现已期满，自期满之日起解除帮教。'}`,
      ),
      body(
        '期满以后，你仍然可以依法申请就业服务、技能培训、社会保险接续、社会救助和法律援助，在就业、就学和社会保障等方面享有与其他公民平等的权利。',
      ),
      ...(further ? [body(`今后需要继续帮助的事项：${further}`)] : []),
      body(`遇到困难，可以随时与${unitWithPhone(read.office)}联系。帮教期间形成的档案按规定保存，内容保密。`),
      body('特此通知。'),
      { type: 'seal' },
      {
        type: 'slip',
        title: '送达回证',
        to: '',
        blocks: [
          body('本通知书已经收到。'),
          {
            type: 'signatures',
            columns: [
              { title: '收件人', lines: [cell('签名', ''), cell('日期', '')] },
              { title: '送达人', lines: [cell('签名', ''), cell('日期', '')] },
            ],
          },
        ],
      },
    ]
  },
}

export const letterDocuments: readonly DocumentDecl<HandoffPaper>[] = [entrust, transfer, ended]
