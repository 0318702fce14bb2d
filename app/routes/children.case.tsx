import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ChildPage } from '~/domains/children/pages/case'
import { LimitedChildPage, SchoolChildPage } from '~/domains/children/pages/slim'
import { readChildCase } from '~/domains/children/views/case.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '儿童', '留守儿童', '归程') },
]

export const loader = guarded({ kind: 'child', verb: 'read', audit: 'child.case' }, async (c) => {
  // A pair helper has pages of his own, which say less.
  if (c.actor.role === 'PH') return redirect('/children/pairing')
  return { data: await readChildCase(c, c.params.id, c.url), token: c.token, today: c.actor.today }
})

export default function ChildCase() {
  const { data, token, today } = useLoaderData<typeof loader>()
  if (data.view === 'full') return <ChildPage data={data} token={token} today={today} />
  return data.view === 'school' ? (
    <SchoolChildPage data={data} token={token} today={today} />
  ) : (
    <LimitedChildPage data={data} />
  )
}
