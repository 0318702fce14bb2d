import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { logAccess } from '~/audit/log.server'
import { ReportPaper } from '~/domains/children/reports/pages/print'
import { deliveryToMe, readDelivery } from '~/domains/children/reports/read-delivery.server'
import { formatInstant } from '~/lib/dates'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印强制报告表', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.inbox.print', roles: reportRoles.receive, unlisted: true, fresh: true },
  async (c) => {
    const { token } = await deliveryToMe(c, c.params.id)
    const report = await readDelivery(c, c.params.id)
    await logAccess(c.db, c.actor, { event: 'print', fileToken: token, data: { what: 'children.report' } })
    return {
      report,
      reporter: null,
      offices: report.unit,
      printed: `打印：${c.actor.userName} ${formatInstant(c.actor.now)}`,
      backHref: `/children/reports/inbox/${report.id}`,
    }
  },
)

export default function Print() {
  return <ReportPaper {...useLoaderData<typeof loader>()} />
}
