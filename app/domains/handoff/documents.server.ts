/** The documents of this room by kind, as the machinery takes them (DOMAIN §5: all of D1). */
import type { DocumentDecl, DocumentSource } from '~/casefile/documents/declare'
import { figurePaper } from '~/casefile/figures/figure-paper'
import { arrivalDocuments } from './documents/arrival'
import type { HandoffPaper, NoticePaper, SupportPaper } from './documents/facts'
import { helpDocuments } from './documents/help'
import { letterDocuments } from './documents/letters'
import { noticeDocuments } from './documents/notice'
import { readHandoffPaper, readNoticePaper, readSupportPaper } from './documents/read-file.server'
import { supportDocuments } from './documents/support'
import { visitRecord } from './documents/visit'
import { handoff, releaseNotice, support } from './domain.server'
import type { HandoffFacts } from './facts'
import { handoffFigures } from './figures/handoff-figures.server'
import type { NoticeFacts } from './release-notice.kind'
import type { SupportFacts } from './support.kind'

const visited = ['handed_over', 'no_show', 'registered', 'in_help', 'declined', 'away', 'unreachable', 'transferred']

const handoffDocuments: readonly DocumentDecl<HandoffPaper>[] = [
  ...arrivalDocuments,
  ...helpDocuments,
  visitRecord({ code: 'visit_record', word: '安帮访', from: visited, check: 'public' }),
  ...letterDocuments,
]

export const handoffPapers: DocumentSource<HandoffFacts, HandoffPaper> = {
  domain: handoff,
  documents: handoffDocuments,
  read: readHandoffPaper,
}
export const noticePapers: DocumentSource<NoticeFacts, NoticePaper> = {
  domain: releaseNotice,
  documents: noticeDocuments,
  read: readNoticePaper,
}
export const supportPapers: DocumentSource<SupportFacts, SupportPaper> = {
  domain: support,
  documents: supportDocuments,
  read: readSupportPaper,
}
/** 《安置帮教统计表》: of a unit, without a file. */
export const statisticsPaper = figurePaper(handoffFigures)
