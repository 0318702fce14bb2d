import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ImportUpload } from '~/casefile/import/pages/upload'
import { receiveUpload } from '~/casefile/import/receive-upload.server'
import { readUploadPage } from '~/casefile/import/view-uploads.server'
import { reliefImport } from '~/domains/relief/import/ledger.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('导入名单', '救助补助', '归程') }]

export const loader = guarded({ kind: null, verb: 'write', audit: 'relief.import', roles: ['CC'] }, async (c) => ({
  page: await readUploadPage(reliefImport, c),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'write', audit: 'relief.import', roles: ['CC'] }, async (c) =>
  redirect(`${reliefImport.path}/${await receiveUpload(reliefImport, c, c.form)}`),
)

export default function Import() {
  const { page, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportUpload page={page} token={token} lastResult={last ?? draft} />
}
