import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { MyExportsPage } from '~/casefile/exports/pages/requests'
import { readMyExports } from '~/casefile/exports/read-requests.server'
import { secondApprovers } from '~/domains/exports.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('导出申请', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'exports' }, async (c) => ({
  page: await readMyExports(c, c.url),
  mayDecide: secondApprovers.includes(c.actor.role),
}))

export default function Exports() {
  return <MyExportsPage {...useLoaderData<typeof loader>()} />
}
