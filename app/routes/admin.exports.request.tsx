import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { decideExport } from '~/casefile/exports/decide-export.server'
import { ExportRequestView } from '~/casefile/exports/pages/request'
import { readExportRequest } from '~/casefile/exports/read-requests.server'
import { exportSources } from '~/domains/exports.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('导出审批', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.exports', roles: ['SE'] }, async (c) => ({
  page: await readExportRequest(exportSources, c, c.params.id),
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.exports', roles: ['SE'], fresh: true },
  async (c) => {
    await decideExport(c, c.params.id, c.form)
    return redirect('/admin/exports')
  },
)

export default function ExportToApprove() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const home = { href: '/admin/exports', label: '导出审批' }
  return <ExportRequestView {...useLoaderData<typeof loader>()} home={home} lastResult={last} />
}
