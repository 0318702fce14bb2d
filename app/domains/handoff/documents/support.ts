/** Documents of neutral help: no origin, no offence, no prison, and no word that only such people get. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { bodies, body, cell, heading, rows } from '~/casefile/documents/paper'
import type { SupportPaper } from './facts'
import { visitRecord } from './visit'
import { dayWords, homeCells, idCell, relationWord, unitWithPhone } from './wording'

const open = ['open', 'in_support', 'declined', 'unreachable'] as const

const register: DocumentDecl<SupportPaper> = {
  code: 'support_register',
  title: '帮扶服务登记表',
  word: '服登',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: open,
  after: ['open'],
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
  shows: ['outline', 'identity', 'contact', 'help'],
  occasions: () => [{ about: '' }],
  blocks: (read) => [
    rows(
      [cell('档案编号', read.caseNo)],
      [cell('姓名', read.name), cell('性别', read.sex)],
      [cell('出生日期', dayWords(read.birthOn)), idCell(read)],
      [cell('联系电话', read.phone, 'phone'), cell('登记日期', dayWords(read.openedOn))],
      ...homeCells(read),
      [cell('需要的帮助', read.needs.join('、'))],
      [cell('承办单位', unitWithPhone(read.office))],
    ),
    {
      type: 'table',
      caption: '主要联系人',
      columns: [{ label: '姓名' }, { label: '关系' }, { label: '联系电话', share: 1.4, secret: 'phone' }],
      rows: read.relatives.map((one) => [one.name ?? '', relationWord(one.relation), one.phone ?? '']),
      blanks: Math.max(0, 2 - read.relatives.length),
    },
    {
      type: 'signatures',
      columns: [
        { title: '本人', lines: [cell('签名', ''), cell('日期', '')] },
        { title: '承办单位', seal: true, lines: [cell('经办人', ''), cell('日期', '')] },
      ],
    },
  ],
}

const plan: DocumentDecl<SupportPaper> = {
  code: 'support_plan',
  title: '帮扶服务方案',
  word: '服案',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  from: ['in_support'],
  after: ['start', 'plan'],
  approval: { by: 'none' },
  check: 'signed_in',
  view: 'full',
  shows: ['outline', 'help'],
  occasions: (read) => (read.startedOn ? [{ about: '' }] : []),
  blocks: (read) => [
    rows(
      [cell('姓名', read.name), cell('承办单位', read.office.name)],
      [cell('开始日期', dayWords(read.startedOn))],
      [cell('需要的帮助', read.needs.join('、'))],
    ),
    heading('服务内容'),
    ...bodies(read.plan),
    body('本人可以随时提出调整或者结束服务，不影响依法申请其他公共服务。'),
    {
      type: 'signatures',
      columns: [
        { title: '本人', lines: [cell('签名', ''), cell('日期', '')] },
        { title: '承办单位', seal: true, lines: [cell('经办人', ''), cell('日期', '')] },
      ],
    },
  ],
}

export const supportDocuments: readonly DocumentDecl<SupportPaper>[] = [
  register,
  plan,
  visitRecord({ code: 'support_visit', word: '服访', from: open, check: 'signed_in' }),
]
