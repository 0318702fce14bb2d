/** The prison's document: 《刑满释放人员通知书》 (监狱法 59), to the county that takes over. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { body, cell, rows } from '~/casefile/documents/paper'
import type { NoticePaper } from './facts'
import { dayWords, homeCells, idCell, relationWord } from './wording'

const releaseNoticePaper: DocumentDecl<NoticePaper> = {
  code: 'release_notice',
  title: '刑满释放人员通知书',
  word: '释通',
  layout: 'notice',
  inNameOf: 'owner',
  roles: ['PR'],
  from: ['sent', 'returned', 'verified', 'planned', 'no_show', 'handed_over', 'signed'],
  after: ['send'],
  approval: { by: 'none' },
  check: 'public',
  view: 'full',
  shows: ['outline', 'identity', 'contact', 'offence'],
  to: (read) => read.to,
  occasions: () => [{ about: '' }],
  blocks: (read) => [
    body(
      '根据《中华人民共和国监狱法》第五十九条的规定，现将下列即将刑满释放人员的有关情况通知你单位，请予核实，并做好衔接和安置帮教工作。',
    ),
    rows(
      [cell('姓名', read.name), cell('性别', read.sex)],
      [cell('出生日期', dayWords(read.birthOn)), idCell(read)],
      [cell('户籍地', read.huji)],
      ...homeCells(read),
      [cell('罪名', read.offence), cell('刑期', read.sentence)],
      [cell('应释放日期', dayWords(read.releaseDueOn || null)), cell('释放证明书号', read.releaseCertNo)],
      [cell('重点情形', read.keyCategory.join('、') || '无')],
      [cell('本人电话', read.phone, 'phone')],
      ...read.relatives
        .slice(0, 2)
        .map((one) => [
          cell('家属联系人', [one.name, relationWord(one.relation)].filter(Boolean).join('，')),
          cell('电话', one.phone, 'phone'),
        ]),
    ),
    body(
      `请在收到本通知书之日起${read.period('D1.verify').replace(' ', '')}内完成核实，并将核实结果和接回安排告知我单位。`,
    ),
    { type: 'seal' },
  ],
}

export const noticeDocuments: readonly DocumentDecl<NoticePaper>[] = [releaseNoticePaper]
