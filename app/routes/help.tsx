import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HelpPage } from '~/access/pages/help'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('帮助', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'help' }, async (c) => ({ role: c.actor.role }))

export default function Help() {
  return <HelpPage role={useLoaderData<typeof loader>().role} />
}
