import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { RoutingPage } from '~/domains/window/pages/routing'
import { readRouteTable, saveRoute } from '~/domains/window/route-table.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('分派表', '一口受理', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'list', audit: 'intake.routing' }, async (c) => ({
  data: await readRouteTable(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'intake', verb: 'write', audit: 'intake.routing', roles: ['DP'] }, async (c) =>
  redirect(`/intake/routing?town=${await saveRoute(c, c.form)}&saved=1`),
)

export default function Routing() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <RoutingPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
