import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { handoffPages } from '~/domains/handoff/views/documents.server'

export const loader = guarded(
  { kind: 'handoff', verb: 'print', audit: 'handoff.documents.docx', fresh: true },
  async (c) => downloadDocx(handoffPages, c),
)
