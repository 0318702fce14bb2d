import { guarded } from '~/access/guard.server'
import { downloadDocx } from '~/casefile/documents/views/docx.server'
import { paymentPapers } from '~/domains/relief/payment/documents.server'

const pages = { kind: paymentPapers.domain.kind, documents: paymentPapers.documents }

export const loader = guarded(
  { kind: 'payment_batch', verb: 'print', audit: 'payment_batch.documents.docx', fresh: true },
  async (c) => downloadDocx(pages, c),
)
