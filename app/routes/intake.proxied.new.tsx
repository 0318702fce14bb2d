import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewProxyPage } from '~/domains/window/pages/new'
import { readNew, takeInFor } from '~/domains/window/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('代办登记', '归程') }]

export const loader = guarded(
  { kind: 'household', verb: 'write', audit: 'intake.proxied.new', roles: ['GW'] },
  async (c) => ({ data: readNew(c) }),
)

export const action = guarded(
  { kind: 'household', verb: 'write', audit: 'intake.proxied.new', roles: ['GW'] },
  async (c) => redirect(await takeInFor(c)),
)

export default function NewProxy() {
  const { data } = useLoaderData<typeof loader>()
  return <NewProxyPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
