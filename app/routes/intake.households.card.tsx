import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HouseholdCard } from '~/domains/window/pages/household'
import { readHouseholdCard } from '~/domains/window/views/household.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '户', '民情档案', '归程') },
]

export const loader = guarded({ kind: 'household', verb: 'read', audit: 'household.case' }, async (c) => ({
  data: await readHouseholdCard(c, c.params.id, c.url),
  token: c.token,
  today: c.actor.today,
}))

export default function Card() {
  return <HouseholdCard {...useLoaderData<typeof loader>()} />
}
