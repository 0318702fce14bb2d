import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ProxiedPage } from '~/domains/window/pages/proxied'
import { readProxied } from '~/domains/window/views/proxied.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我代办的事项', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'read', audit: 'intake.proxied', roles: ['GW'] }, async (c) => ({
  data: await readProxied(c),
}))

export default function Proxied() {
  return <ProxiedPage {...useLoaderData<typeof loader>()} />
}
