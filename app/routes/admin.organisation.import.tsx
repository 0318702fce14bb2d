import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { receiveList } from '~/orgs/import/receive-list.server'
import { listRuns } from '~/orgs/import/view-list.server'
import { ImportPage } from '~/orgs/pages/import-page'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('导入机构', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  runs: await listRuns(c),
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation.import', roles: ['AD'] },
  async (c) => redirect(`/admin/organisation/import/${await receiveList(c, c.form)}`),
)

export default function Import() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ImportPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
