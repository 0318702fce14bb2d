import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { kindsAt } from '~/domains/menu'
import { reliefPagesAt } from '~/domains/relief/views/documents.server'

export const loader = guarded(
  { kind: kindsAt, verb: 'print', audit: 'relief.documents.docx', fresh: true },
  async (c) => downloadDocx(await reliefPagesAt(c), c),
)
