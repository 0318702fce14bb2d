import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ImportUpload } from '~/casefile/import/pages/upload'
import { receiveUpload } from '~/casefile/import/receive-upload.server'
import { readUploadPage } from '~/casefile/import/view-uploads.server'
import { childrenImport } from '~/domains/children/census/adapter.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('导入名单', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'write', audit: 'children.import', roles: ['CD', 'CS', 'SP'] },
  async (c) => ({
    page: await readUploadPage(childrenImport, c),
    token: c.token,
    draft: c.draft,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'children.import', roles: ['CD', 'CS', 'SP'] },
  async (c) => redirect(`${childrenImport.path}/${await receiveUpload(childrenImport, c, c.form)}`),
)

export default function Import() {
  const { page, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportUpload page={page} token={token} lastResult={last ?? draft} />
}
