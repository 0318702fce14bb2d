import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { WeekPage } from '~/domains/children/contact/pages/week-page'
import { readWeek } from '~/domains/children/contact/views/week.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('亲情通话', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'read', audit: 'child.calls', roles: ['SP', 'ST'] },
  async (c) => ({
    data: await readWeek(c, c.url),
  }),
)

export default function Calls() {
  return <WeekPage {...useLoaderData<typeof loader>()} />
}
