import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { intakePages } from '~/domains/window/documents.server'

export const loader = guarded(
  { kind: 'intake', verb: 'print', audit: 'intake.documents.docx', fresh: true },
  async (c) => downloadDocx(intakePages, c),
)
