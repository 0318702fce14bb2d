import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PrintDocumentsPage } from '~/casefile/documents/pages/print-page'
import { readPrint, readPrintAll } from '~/casefile/documents/views/print-documents.server'
import { legalPapers } from '~/domains/children/legal/documents.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印文书', '归程') }]

/** A print is logged when the sheets are shown; nothing on the page asks for them again. */
export const shouldRevalidate = () => false

const pages = { kind: legalPapers.domain.kind, documents: legalPapers.documents }

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'print', audit: 'legal_lesson.documents.print', fresh: true },
  async (c) => (c.params.doc ? readPrint(pages, c) : readPrintAll(pages, c)),
)

export default function PrintDocuments() {
  return <PrintDocumentsPage {...useLoaderData<typeof loader>()} />
}
