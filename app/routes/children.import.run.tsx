import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ImportRunPage } from '~/casefile/import/pages/run'
import { takeAction } from '~/casefile/import/take-action.server'
import { readRunPage } from '~/casefile/import/view-run.server'
import { childrenImport } from '~/domains/children/census/adapter.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('试导入', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'write', audit: 'children.import', roles: ['CD', 'CS', 'SP'] },
  async (c) => ({
    page: await readRunPage(childrenImport, c, c.params.run, c.url),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'children.import', roles: ['CD', 'CS', 'SP'] },
  async (c) => redirect(await takeAction(childrenImport, c, c.params.run, c.url, c.form)),
)

export default function ImportRun() {
  const { page, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportRunPage page={page} token={token} lastResult={last} />
}
