import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { cancelExport, decideExport } from '~/casefile/exports/decide-export.server'
import { ExportRequestView } from '~/casefile/exports/pages/request'
import { readExportRequest } from '~/casefile/exports/read-requests.server'
import { exportSources } from '~/domains/exports.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('导出申请', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'exports.request' }, async (c) => ({
  page: await readExportRequest(exportSources, c, c.params.id),
  token: c.token,
}))

export const action = guarded({ kind: null, verb: 'export', audit: 'exports.request', fresh: true }, async (c) => {
  if (c.form.get('_intent') === 'cancel') await cancelExport(c, c.params.id)
  else await decideExport(c, c.params.id, c.form)
  return redirect(c.url.pathname)
})

export default function ExportRequest() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const home = { href: '/exports', label: '导出申请' }
  return <ExportRequestView {...useLoaderData<typeof loader>()} home={home} lastResult={last} />
}
