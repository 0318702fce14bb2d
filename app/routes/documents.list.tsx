import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { DocumentListPage } from '~/casefile/documents/pages/list-page'
import { readDocumentList } from '~/domains/handoff/views/documents.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('文书', '安置帮教', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'list', audit: 'handoff.documents', replica: true },
  async (c) => ({
    page: await readDocumentList(c),
  }),
)

export default function Documents() {
  return <DocumentListPage {...useLoaderData<typeof loader>().page} />
}
