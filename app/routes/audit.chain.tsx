import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readChain } from '~/audit/chain/read-chain.server'
import { ChainPage } from '~/audit/pages/chain'
import { auditors } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('链条核验', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'audit.chain', roles: auditors, unlisted: true },
  async (c) => ({ chain: await readChain(c, c.url.searchParams) }),
)

export default function Chain() {
  return <ChainPage {...useLoaderData<typeof loader>()} />
}
