import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewDocumentPage } from '~/casefile/documents/pages/new-page'
import { readNewDocument } from '~/casefile/documents/views/new-document.server'
import { issueFrom } from '~/casefile/documents/views/take-document-action.server'
import { intakePapers } from '~/domains/window/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`制发《${data?.page.title ?? '文书'}》`, '一口受理', '归程') },
]

export const loader = guarded({ kind: 'intake', verb: 'write', audit: 'intake.documents.new' }, async (c) => ({
  page: await readNewDocument(intakePapers, c),
}))

export const action = guarded(
  { kind: 'intake', verb: 'write', audit: 'intake.documents.issue', fresh: true },
  async (c) => redirect(await issueFrom(intakePapers, c)),
)

export default function NewDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewDocumentPage data={page} lastResult={last} />
}
