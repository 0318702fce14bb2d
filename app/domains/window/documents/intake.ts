/** 《受理回执》《补正通知书》《信访事项受理告知书》《答复书》: what the applicant takes home. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { bodies, body, cell, heading, inline, rows } from '~/casefile/documents/paper'
import { formatDay } from '~/lib/dates'
import type { IntakePaper } from './facts'

const everywhere = ['received', 'supplement', 'routed', 'rejected', 'accepted', 'replied'] as const
const common = {
  inNameOf: 'owner',
  roles: ['IC'],
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
} as const
const where = ({ window }: IntakePaper) => `${window.name}${window.phone ? `（电话 ${window.phone}）` : ''}`

/** Once for each time that it is taken up: a matter that is reopened gets a receipt and a reply of its own. */
const round = (read: IntakePaper) => ({
  about: read.round === 1 ? '' : `round-${read.round}`,
  ...(read.round > 1 && { label: `第 ${read.round} 次办理` }),
})

const receipt: DocumentDecl<IntakePaper> = {
  ...common,
  code: 'intake_receipt',
  title: '受理回执',
  word: '窗受',
  layout: 'form',
  from: everywhere,
  after: ['receive', 'reopen'],
  shows: ['outline', 'contact', 'help'],
  occasions: (read) => [round(read)],
  blocks: (read) => [
    rows(
      [cell('受理编号', read.caseNo), cell('受理日期', formatDay(read.receivedOn))],
      [cell('申请人', read.name), cell('联系电话', read.phone, 'phone')],
      ...(read.agent
        ? [
            [
              cell('代理人', `${read.agent.name ?? ''}（${read.agent.what}）`),
              cell('授权日期', read.agent.on && formatDay(read.agent.on)),
            ],
          ]
        : []),
      [cell('事项', read.matter), cell('受理方式', read.channel)],
      [cell('诉求', read.summary)],
      [cell('收到材料', read.papers.join('、') || '无')],
      [cell('答复期限', formatDay(read.replyDueOn)), cell('答复方式', read.replyChannel)],
      [cell('受理单位', where(read))],
    ),
    body(
      '本窗口已经受理您的事项。由哪个单位办理由窗口负责分派，您不用再到别的单位提交。凭受理编号可以到窗口或者打电话查询进度。',
    ),
    body(`对答复不满意的，收到答复之日起${read.reopenDays}日内可以要求重办。`),
    {
      type: 'signatures',
      columns: [
        { title: '申请人（代理人）', lines: [cell('签名', ''), cell('日期', '')] },
        { title: '受理单位', seal: true, lines: [cell('经办人', ''), cell('日期', '')] },
      ],
    },
  ],
}

const supplement: DocumentDecl<IntakePaper> = {
  ...common,
  code: 'intake_supplement',
  title: '补正通知书',
  word: '窗补',
  layout: 'notice',
  from: ['supplement'],
  after: ['ask_supplement'],
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: (read) => (read.supplement ? [{ about: '' }] : []),
  blocks: (read) => [
    body(
      `您${formatDay(read.receivedOn)}提出的“${read.matter}”事项（受理编号 ${read.caseNo}）已经受理。还需要补充下列材料：`,
    ),
    {
      type: 'table',
      columns: [
        { label: '序号', share: 0.4 },
        { label: '材料', share: 1.6 },
        { label: '用途或者要求', share: 2 },
      ],
      rows: (read.supplement?.items ?? []).map((item, index) => [String(index + 1), item.what, item.why ?? '']),
    },
    body(
      `请在${read.supplement ? formatDay(read.supplement.dueOn) : '　　年　　月　　日'}前补齐，交到${where(read)}。补正期间办理期限暂停。`,
    ),
    body('以上是一次性告知，不会再要求补充其他材料。补齐有困难的，请告诉窗口，能由部门之间核查的不用您提供。'),
    { type: 'seal' },
  ],
}

const petition: DocumentDecl<IntakePaper> = {
  ...common,
  code: 'intake_petition',
  title: '信访事项告知书',
  word: '窗访',
  layout: 'notice',
  from: everywhere,
  after: ['tell_petitioner'],
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: (read) => (read.petition && read.told ? [{ about: '' }] : []),
  blocks: (read) => [
    body(
      `您${formatDay(read.receivedOn)}提出的信访事项（受理编号 ${read.caseNo}）收悉。根据《信访工作条例》，现告知如下：`,
    ),
    heading('诉求'),
    ...bodies(read.summary),
    body(
      `该事项由${inline(read.main, 10)}承办，${formatDay(read.replyDueOn)}前书面答复；情况复杂需要延期的，另行告知。`,
    ),
    { type: 'seal' },
  ],
}

const reply: DocumentDecl<IntakePaper> = {
  ...common,
  code: 'intake_reply',
  title: '答复书',
  word: '窗复',
  layout: 'notice',
  from: ['replied'],
  after: ['answer'],
  shows: ['outline', 'help'],
  to: (read) => read.name,
  occasions: (read) => (read.reply ? [round(read)] : []),
  blocks: (read) => [
    body(`您${formatDay(read.receivedOn)}提出的“${read.matter}”事项（受理编号 ${read.caseNo}），现答复如下：`),
    ...bodies(read.reply?.text),
    body(`办理单位：${inline(read.reply?.by, 10)}`),
    body(
      `对答复不满意的，收到之日起${read.reopenDays}日内可以到${where(read)}要求重办；依法可以申请行政复议或者提起诉讼的，不受影响。`,
    ),
    { type: 'seal' },
  ],
}

export const intakeDocuments: readonly DocumentDecl<IntakePaper>[] = [receipt, supplement, petition, reply]
