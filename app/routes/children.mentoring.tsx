import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { MentoringList } from '~/domains/children/legal/pages/mentoring'
import { readMentoringList } from '~/domains/children/legal/views/mentoring.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('结对辅导', '归程') }]

export const loader = guarded({ kind: 'mentoring', verb: 'list', audit: 'mentoring.list' }, async (c) =>
  c.actor.role === 'LV' ? redirect('/children/legal-education') : { data: await readMentoringList(c) },
)

export default function Mentoring() {
  return <MentoringList {...useLoaderData<typeof loader>()} />
}
