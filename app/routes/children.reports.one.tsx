import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { OwnReportPage } from '~/domains/children/reports/pages/own'
import { readOwn } from '~/domains/children/reports/read-own.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.report.reportNo ?? '', '强制报告', '归程') },
]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report', roles: reportRoles.file, unlisted: true },
  async (c) => ({
    report: await readOwn(c, c.params.id),
    done: c.url.searchParams.get('done') ? '报告已经收下。请记下编号和回执号，接收单位的反馈会出现在这里。' : undefined,
  }),
)

export default function OwnReport() {
  return <OwnReportPage {...useLoaderData<typeof loader>()} />
}
