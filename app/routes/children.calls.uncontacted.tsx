import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { UncontactedPage } from '~/domains/children/contact/pages/uncontacted-page'
import { readUncontacted } from '~/domains/children/contact/views/uncontacted.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('本周未联系', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'list', audit: 'child.uncontacted', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => ({ data: await readUncontacted(c, c.url) }),
)

export default function Uncontacted() {
  return <UncontactedPage {...useLoaderData<typeof loader>()} />
}
