import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { DocumentPage } from '~/casefile/documents/pages/document-page'
import { readDocumentPage } from '~/casefile/documents/views/document.server'
import { actOnDocument } from '~/casefile/documents/views/take-document-action.server'
import { legalPapers } from '~/domains/children/legal/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`《${data?.page.title ?? '文书'}》`, '法治副校长', '归程') },
]

const pages = { kind: legalPapers.domain.kind, documents: legalPapers.documents }

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'read', audit: 'legal_lesson.documents.one' },
  async (c) => ({
    page: await readDocumentPage(pages, c),
  }),
)

export const action = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.documents.act', fresh: true },
  async (c) => redirect(await actOnDocument(pages, c)),
)

export default function OneDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DocumentPage data={page} lastResult={last} />
}
