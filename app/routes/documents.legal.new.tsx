import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewDocumentPage } from '~/casefile/documents/pages/new-page'
import { readNewDocument } from '~/casefile/documents/views/new-document.server'
import { issueFrom } from '~/casefile/documents/views/take-document-action.server'
import { legalPapers } from '~/domains/children/legal/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`制发《${data?.page.title ?? '文书'}》`, '法治副校长', '归程') },
]

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.documents.new' },
  async (c) => ({
    page: await readNewDocument(legalPapers, c),
  }),
)

export const action = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.documents.issue', fresh: true },
  async (c) => redirect(await issueFrom(legalPapers, c)),
)

export default function NewDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewDocumentPage data={page} lastResult={last} />
}
