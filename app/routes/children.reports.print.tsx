import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import { ReportPaper } from '~/domains/children/reports/pages/print'
import { readOwn } from '~/domains/children/reports/read-own.server'
import { formatInstant } from '~/lib/dates'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印强制报告表', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report.print', roles: reportRoles.file, unlisted: true, fresh: true },
  async (c) => {
    const report = await readOwn(c, c.params.id)
    await logAccess(c.db, c.actor, { event: 'print', data: { what: 'children.report' } })
    return {
      report,
      reporter: `${report.reporter.name}（${report.reporter.unit}）`,
      offices: report.deliveries.map(({ unit }) => unit).join('、'),
      printed: `打印：${c.actor.userName} ${formatInstant(c.actor.now)}`,
      backHref: `/children/reports/${report.id}`,
    }
  },
)

export default function Print() {
  return <ReportPaper {...useLoaderData<typeof loader>()} />
}
