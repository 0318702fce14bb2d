import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { DocumentPage } from '~/casefile/documents/pages/document-page'
import { readDocumentPage } from '~/casefile/documents/views/document.server'
import { actOnDocument } from '~/casefile/documents/views/take-document-action.server'
import { childPages } from '~/domains/children/documents.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`《${data?.page.title ?? '文书'}》`, '留守儿童', '归程') },
]

export const loader = guarded({ kind: 'child', verb: 'read', audit: 'child.documents.one' }, async (c) => ({
  page: await readDocumentPage(childPages, c),
}))

export const action = guarded({ kind: 'child', verb: 'write', audit: 'child.documents.act', fresh: true }, async (c) =>
  redirect(await actOnDocument(childPages, c)),
)

export default function OneDocument() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DocumentPage data={page} lastResult={last} />
}
