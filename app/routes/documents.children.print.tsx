import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PrintDocumentsPage } from '~/casefile/documents/pages/print-page'
import { readPrint, readPrintAll } from '~/casefile/documents/views/print-documents.server'
import { childPages } from '~/domains/children/documents.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印文书', '归程') }]

/** A print is logged when the sheets are shown; nothing on the page asks for them again. */
export const shouldRevalidate = () => false

export const loader = guarded(
  { kind: 'child', verb: 'print', audit: 'child.documents.print', fresh: true },
  async (c) => (c.params.doc ? readPrint(childPages, c) : readPrintAll(childPages, c)),
)

export default function PrintDocuments() {
  return <PrintDocumentsPage {...useLoaderData<typeof loader>()} />
}
