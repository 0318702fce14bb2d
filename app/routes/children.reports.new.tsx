import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { fileReportOf } from '~/domains/children/reports/file-report.server'
import { reportDoor } from '~/domains/children/reports/files.server'
import { readNewReport } from '~/domains/children/reports/new-report.server'
import { NewReportPage } from '~/domains/children/reports/pages/new'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('报告', '强制报告', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report.new', roles: reportRoles.file, unlisted: true },
  async (c) => ({
    data: await readNewReport(c, c.url),
    token: c.token,
    draft: c.draft,
  }),
)

export const action = guarded(
  {
    kind: null,
    verb: 'desk',
    audit: 'children.report.new',
    roles: reportRoles.file,
    unlisted: true,
    upload: reportDoor,
  },
  async (c) => {
    const { id } = await fileReportOf(c, c.form, c.uploads)
    return redirect(`/children/reports/${id}?done=1`)
  },
)

export default function NewReport() {
  const { data, token, draft } = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: LastResult }>()
  return <NewReportPage data={data} token={token} lastResult={answer?.lastResult ?? draft} />
}
