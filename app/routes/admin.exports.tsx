import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ExportsToApprovePage } from '~/casefile/exports/pages/requests'
import { readExportsToApprove } from '~/casefile/exports/read-requests.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('导出审批', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.exports', roles: ['SE'] }, async (c) => ({
  page: await readExportsToApprove(c, c.url),
}))

export default function ExportsToApprove() {
  return <ExportsToApprovePage {...useLoaderData<typeof loader>()} />
}
