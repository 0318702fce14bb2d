import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { confirmList, viewList } from '~/orgs/import/view-list.server'
import { ImportRunPage } from '~/orgs/pages/import-run-page'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('试导入', '机构', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  page: await viewList(c, c.params.run, c.url.searchParams),
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation.import', roles: ['AD'] },
  async (c) => {
    await confirmList(c, c.params.run)
    return redirect(c.url.pathname)
  },
)

export default function ImportRun() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportRunPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
