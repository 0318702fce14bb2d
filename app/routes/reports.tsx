import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { beginReturn } from '~/casefile/returns/draft.server'
import { ReportsPage } from '~/casefile/returns/pages/reports'
import { formsFor, readReports } from '~/casefile/returns/read-reports.server'
import { reporters } from '~/domains/menu'
import { returnForms } from '~/domains/returns.server'
import { notFound } from '~/lib/errors'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('报表', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'reports', roles: reporters }, async (c) => ({
  data: await readReports(returnForms, c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: null, verb: 'desk', audit: 'reports.begin', roles: reporters }, async (c) => {
  const form = formsFor(returnForms, c).find(({ code }) => code === c.form.get('form'))
  if (!form) throw notFound()
  return redirect(`/reports/${await beginReturn(form, c, c.form.get('period'))}`)
})

export default function Reports() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReportsPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
