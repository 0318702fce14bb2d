import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readApprovals } from '~/casefile/desk/approvals.server'
import { ApprovalsPage } from '~/casefile/desk/pages/approvals-page'
import { domains } from '~/domains'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('审批', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'approvals' }, async (c) => ({
  approvals: await readApprovals(domains, c, c.url.searchParams),
}))

export default function Approvals() {
  return <ApprovalsPage {...useLoaderData<typeof loader>()} />
}
