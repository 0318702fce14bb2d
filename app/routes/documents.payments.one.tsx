import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { DocumentPage } from '~/casefile/documents/pages/document-page'
import { readDocumentPage } from '~/casefile/documents/views/document.server'
import { actOnDocument } from '~/casefile/documents/views/take-document-action.server'
import { paymentPapers } from '~/domains/relief/payment/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`《${data?.page.title ?? '文书'}》`, '发放批次', '归程') },
]

const pages = { kind: paymentPapers.domain.kind, documents: paymentPapers.documents }

export const loader = guarded(
  { kind: 'payment_batch', verb: 'read', audit: 'payment_batch.documents.one' },
  async (c) => ({
    page: await readDocumentPage(pages, c),
  }),
)

export const action = guarded(
  { kind: 'payment_batch', verb: 'write', audit: 'payment_batch.documents.act', fresh: true },
  async (c) => redirect(await actOnDocument(pages, c)),
)

export default function OneDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DocumentPage data={page} lastResult={last} />
}
