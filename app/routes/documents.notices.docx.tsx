import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { noticePages } from '~/domains/handoff/views/documents.server'

export const loader = guarded(
  { kind: 'release_notice', verb: 'print', audit: 'release_notice.documents.docx', fresh: true },
  async (c) => downloadDocx(noticePages, c),
)
