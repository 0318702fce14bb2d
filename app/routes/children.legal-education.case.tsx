import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ServicePage } from '~/domains/children/legal/pages/appointment'
import { readService } from '~/domains/children/legal/views/appointment.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '任职', '法治副校长', '归程') },
]

export const loader = guarded({ kind: 'legal_lesson', verb: 'read', audit: 'legal_lesson.case' }, async (c) => ({
  data: await readService(c),
  today: c.actor.today,
}))

export default function Service() {
  return <ServicePage {...useLoaderData<typeof loader>()} />
}
