/** 《走访记录》: one of each visit, of released people's files and of neutral help alike. */
import type { DocumentDecl } from '~/casefile/documents/declare'
import { cell, rows, tall } from '~/casefile/documents/paper'
import type { PersonFacts } from './facts'
import { dayWords } from './wording'

type Room = Pick<DocumentDecl<PersonFacts>, 'word' | 'from' | 'check'> & { code: string }

/** What it says of the person is the name alone. */
export const visitRecord = (room: Room): DocumentDecl<PersonFacts> => ({
  ...room,
  title: '走访记录',
  layout: 'form',
  inNameOf: 'owner',
  roles: ['TJ'],
  after: ['visit'],
  approval: { by: 'none' },
  view: 'full',
  shows: ['outline', 'help'],
  occasions: (read) => read.visits.map((one) => ({ about: one.id, label: `${dayWords(one.on)} ${one.label}` })),
  blocks: (read, about) => {
    const visit = read.visits.find((one) => one.id === about)
    return [
      rows(
        [cell('姓名', read.name), cell('责任单位', read.office.name)],
        [cell('走访日期', visit && dayWords(visit.on)), cell('走访方式', visit?.label)],
        [cell('地点', visit?.place), cell('是否见到', visit && (visit.reached ? '是' : '未见到／未接通'))],
        [cell('在场人员', visit?.present.join('、'))],
        [cell('走访内容', visit?.tags.join('、'))],
        [tall('走访情况', visit?.note, 9)],
        [tall('本人的要求和意见', '', 4)],
        [cell('约定下次', visit && dayWords(visit.nextOn))],
      ),
      {
        type: 'signatures',
        columns: [
          { title: '走访人', lines: [cell('签名', visit?.by), cell('日期', '')] },
          { title: '本人或家属', lines: [cell('签名', ''), cell('日期', '')] },
        ],
      },
    ]
  },
})
