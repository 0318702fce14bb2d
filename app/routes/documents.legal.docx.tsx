import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { legalPapers } from '~/domains/children/legal/documents.server'

const pages = { kind: legalPapers.domain.kind, documents: legalPapers.documents }

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'print', audit: 'legal_lesson.documents.docx', fresh: true },
  async (c) => downloadDocx(pages, c),
)
