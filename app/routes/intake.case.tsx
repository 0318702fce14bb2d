import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { IntakePage, IntakeStatusPage } from '~/domains/window/pages/case'
import { readIntakeCase } from '~/domains/window/views/case.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: pageTitle(
      data?.data.view === 'full' ? data.data.head.caseNo : (data?.data.status.caseNo ?? '事项'),
      '一口受理',
      '归程',
    ),
  },
]

export const loader = guarded({ kind: 'intake', verb: 'read', audit: 'intake.case' }, async (c) => ({
  data: await readIntakeCase(c, c.params.id, c.url),
  token: c.token,
  today: c.actor.today,
  filed: c.url.searchParams.get('done') === 'proxy',
}))

export default function IntakeCase() {
  const { data, token, today, filed } = useLoaderData<typeof loader>()
  return data.view === 'full' ? (
    <IntakePage data={data} token={token} today={today} />
  ) : (
    <IntakeStatusPage status={data.status} done={filed} />
  )
}
