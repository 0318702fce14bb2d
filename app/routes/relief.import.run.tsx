import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ImportRunPage } from '~/casefile/import/pages/run'
import { takeAction } from '~/casefile/import/take-action.server'
import { readRunPage } from '~/casefile/import/view-run.server'
import { reliefImport } from '~/domains/relief/import/ledger.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('试导入', '救助补助', '归程') }]

export const loader = guarded({ kind: null, verb: 'write', audit: 'relief.import', roles: ['CC'] }, async (c) => ({
  page: await readRunPage(reliefImport, c, c.params.run, c.url),
  token: c.token,
}))

export const action = guarded({ kind: null, verb: 'write', audit: 'relief.import', roles: ['CC'] }, async (c) =>
  redirect(await takeAction(reliefImport, c, c.params.run, c.url, c.form)),
)

export default function ImportRun() {
  const { page, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportRunPage page={page} token={token} lastResult={last} />
}
