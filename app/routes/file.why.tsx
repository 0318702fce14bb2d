import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { WhyPage } from '~/access/pages/why'
import { whyVisible } from '~/access/why.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我为什么能看', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.why' }, async (c) => {
  const { kind, place, base } = await fileAt(c, 'read')
  return { reason: await whyVisible(c, kind, c.params.id), base, place }
})

export default function Why() {
  return <WhyPage {...useLoaderData<typeof loader>()} />
}
