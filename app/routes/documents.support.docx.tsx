import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { supportPages } from '~/domains/handoff/views/documents.server'

export const loader = guarded(
  { kind: 'support', verb: 'print', audit: 'support.documents.docx', fresh: true },
  async (c) => downloadDocx(supportPages, c),
)
