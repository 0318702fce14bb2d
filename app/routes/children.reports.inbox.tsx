import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { readInbox } from '~/domains/children/reports/inbox.server'
import { InboxPage } from '~/domains/children/reports/pages/inbox'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('收到的强制报告', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.inbox', roles: reportRoles.receive, unlisted: true },
  async (c) => {
    const inbox = await readInbox(c, c.url.searchParams)
    const next = new URLSearchParams(c.url.searchParams)
    if (inbox.next) next.set('before', inbox.next)
    return { inbox, nextHref: inbox.next && `/children/reports/inbox?${next}` }
  },
)

export default function ReportInbox() {
  return <InboxPage {...useLoaderData<typeof loader>()} />
}
