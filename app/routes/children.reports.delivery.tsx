import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { answerReport } from '~/domains/children/reports/answer-report.server'
import { DeliveryPage } from '~/domains/children/reports/pages/delivery'
import { readDelivery, readReporter } from '~/domains/children/reports/read-delivery.server'
import type { ReporterSaid } from '~/domains/children/reports/report-input'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.report.reportNo ?? '', '收到的强制报告', '归程') },
]

const done: Record<string, string> = {
  acknowledge: '已查收，报告人看得到。',
  feedback: '已反馈给报告人。',
  close: '已办结。',
}

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.inbox', roles: reportRoles.receive, unlisted: true },
  async (c) => ({
    report: await readDelivery(c, c.params.id),
    done: done[c.url.searchParams.get('done') ?? ''],
    token: c.token,
  }),
)

export const action = guarded(
  { kind: null, verb: 'desk', audit: 'children.inbox.answer', roles: reportRoles.receive, unlisted: true, once: true },
  async (c) => {
    if (c.form.get('_intent') === 'reporter') return { reporter: await readReporter(c, c.params.id) }
    return redirect(`${c.url.pathname}?done=${await answerReport(c, c.params.id, c.form)}`)
  },
)

export default function Delivery() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<{ reporter?: ReporterSaid; lastResult?: LastResult }>()
  return <DeliveryPage {...page} reporter={answer?.reporter} lastResult={answer?.lastResult} />
}
