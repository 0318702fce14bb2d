import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { printAnchors } from '~/audit/chain/read-chain.server'
import { AnchorsPaper } from '~/audit/pages/chain'
import { auditors } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印锚点清单', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'audit.chain.print', roles: auditors, unlisted: true, fresh: true },
  async (c) => ({ sheet: await printAnchors(c, c.url.searchParams) }),
)

export default function Print() {
  return <AnchorsPaper {...useLoaderData<typeof loader>()} />
}
