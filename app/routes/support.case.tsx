import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { SupportPage, SupportSlim } from '~/domains/handoff/pages/support'
import { readSupportCase } from '~/domains/handoff/views/support.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.view === 'full' ? data.data.head.caseNo : '帮扶对象', '帮扶服务', '归程') },
]

export const loader = guarded({ kind: 'support', verb: 'read', audit: 'support.case' }, async (c) => ({
  data: await readSupportCase(c, c.params.id, c.url),
  token: c.token,
  today: c.actor.today,
}))

export default function SupportCase() {
  const { data, token, today } = useLoaderData<typeof loader>()
  return data.view === 'full' ? <SupportPage data={data} token={token} today={today} /> : <SupportSlim {...data} />
}
