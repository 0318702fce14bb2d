import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { askExport, readAsk } from '~/casefile/exports/ask-export.server'
import { AskExportPage } from '~/casefile/exports/pages/ask'
import { exportSources } from '~/domains/exports.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('申请导出', '归程') }]

export const loader = guarded({ kind: null, verb: 'export', audit: 'exports.ask' }, async (c) => ({
  page: await readAsk(exportSources, c, c.url),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'export', audit: 'exports.ask', fresh: true }, async (c) =>
  redirect(`/exports/${await askExport(exportSources, c, c.url, c.form)}`),
)

export default function AskExport() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AskExportPage {...data} lastResult={last ?? draft} />
}
