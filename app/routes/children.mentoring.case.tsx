import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { MenteePage } from '~/domains/children/legal/pages/mentee'
import { MentoringPage } from '~/domains/children/legal/pages/mentoring'
import { readMentee, readMentoring } from '~/domains/children/legal/views/mentoring.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('结对辅导', '归程') }]

export const loader = guarded({ kind: 'mentoring', verb: 'read', audit: 'mentoring.case' }, async (c) => ({
  data: c.actor.role === 'LV' ? await readMentee(c) : await readMentoring(c),
  today: c.actor.today,
}))

export default function Case() {
  const { data, today } = useLoaderData<typeof loader>()
  return data.as === 'mentor' ? <MenteePage data={data} /> : <MentoringPage data={data} today={today} />
}
