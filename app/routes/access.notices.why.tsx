import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { WhyPage } from '~/access/pages/why'
import { whyVisible } from '~/access/why.server'
import { places } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我为什么能看', '归程') }]

export const loader = guarded({ kind: 'release_notice', verb: 'read', audit: 'notices.why' }, async (c) => ({
  reason: await whyVisible(c, 'release_notice', c.params.id),
  base: `${places.release_notice.path}/${c.params.id}`,
}))

export default function Why() {
  return <WhyPage {...useLoaderData<typeof loader>()} place={places.release_notice} />
}
