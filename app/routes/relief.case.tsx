import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { kindsAt } from '~/domains/menu'
import { CasePage } from '~/domains/relief/pages/case'
import { readReliefCase } from '~/domains/relief/views/case.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '救助档案', '救助补助', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'relief.case' }, async (c) => ({
  data: await readReliefCase(c),
  token: c.token,
  today: c.actor.today,
}))

export default function Case() {
  return <CasePage {...useLoaderData<typeof loader>()} />
}
