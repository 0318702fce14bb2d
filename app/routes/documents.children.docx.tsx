import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { childPages } from '~/domains/children/documents.server'

export const loader = guarded({ kind: 'child', verb: 'print', audit: 'child.documents.docx', fresh: true }, async (c) =>
  downloadDocx(childPages, c),
)
