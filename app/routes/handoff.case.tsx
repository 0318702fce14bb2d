import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { CasePage } from '~/domains/handoff/pages/case'
import { SlimPage, StatusPage } from '~/domains/handoff/pages/slim'
import { readHandoffCase } from '~/domains/handoff/views/case.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const given = data?.data
  return [
    {
      title: given?.view === 'full' ? pageTitle(given.head.caseNo, '安置帮教', '归程') : pageTitle('帮扶对象', '归程'),
    },
  ]
}

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.case' }, async (c) => ({
  data: await readHandoffCase(c, c.params.id, c.url),
  token: c.token,
  today: c.actor.today,
}))

export default function Case() {
  const { data, token, today } = useLoaderData<typeof loader>()
  if (data.view === 'limited') return <SlimPage slim={data.slim} />
  if (data.view === 'status') return <StatusPage caseNo={data.caseNo} state={data.state} />
  return <CasePage data={data} token={token} today={today} />
}
