import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewDocumentPage } from '~/casefile/documents/pages/new-page'
import { readNewDocument } from '~/casefile/documents/views/new-document.server'
import { issueFrom } from '~/casefile/documents/views/take-document-action.server'
import { childPapers } from '~/domains/children/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`制发《${data?.page.title ?? '文书'}》`, '留守儿童', '归程') },
]

export const loader = guarded({ kind: 'child', verb: 'write', audit: 'child.documents.new' }, async (c) => ({
  page: await readNewDocument(childPapers, c),
}))

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'child.documents.issue', fresh: true },
  async (c) => redirect(await issueFrom(childPapers, c)),
)

export default function NewDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewDocumentPage data={page} lastResult={last} />
}
