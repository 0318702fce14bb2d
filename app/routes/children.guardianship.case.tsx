import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { GuardianshipPage } from '~/domains/children/pages/guardianship'
import { readGuardianship } from '~/domains/children/views/guardianship.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '监护', '民政监护', '归程') },
]

export const loader = guarded({ kind: 'guardianship', verb: 'read', audit: 'guardianship.case' }, async (c) => ({
  data: await readGuardianship(c, c.params.id, c.url),
  today: c.actor.today,
}))

export default function Guardianship() {
  const { data, today } = useLoaderData<typeof loader>()
  return <GuardianshipPage data={data} today={today} />
}
