import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PairedPage } from '~/domains/handoff/pages/paired'
import { readPaired } from '~/domains/handoff/views/paired.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我结对帮扶的人', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.paired', roles: ['PH'] }, async (c) => ({
  data: await readPaired(c),
}))

export default function Paired() {
  return <PairedPage {...useLoaderData<typeof loader>()} />
}
