import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { ReportFiguresPage } from '~/domains/children/figures/pages/reports'
import { viewReportFigures } from '~/domains/children/figures/report-figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('强制报告统计', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report_figures', roles: reportRoles.receive, unlisted: true },
  async (c) => ({ page: await viewReportFigures(c, c.url.searchParams) }),
)

export default function ReportStatistics() {
  return <ReportFiguresPage {...useLoaderData<typeof loader>()} />
}
