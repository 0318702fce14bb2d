import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HelpedPage } from '~/domains/children/contact/pages/helped-pages'
import { PairingsPage } from '~/domains/children/contact/pages/pairings-page'
import { readHelped } from '~/domains/children/contact/views/helped.server'
import { readPairings } from '~/domains/children/contact/views/pairings.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('结对关爱', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'read', audit: 'child.pairings', roles: ['CD', 'CS', 'SP', 'ST', 'PH'] },
  async (c) =>
    c.actor.role === 'PH'
      ? { helped: await readHelped(c), staff: null }
      : { helped: null, staff: await readPairings(c, c.url) },
)

export default function Pairings() {
  const { helped, staff } = useLoaderData<typeof loader>()
  return helped ? <HelpedPage data={helped} /> : <PairingsPage data={staff!} />
}
