import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reportRoles } from '~/access/policy'
import { OwnReportsPage } from '~/domains/children/reports/pages/list'
import { listOwn } from '~/domains/children/reports/read-own.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('强制报告', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'children.report', roles: reportRoles.file, unlisted: true },
  async (c) => ({ list: await listOwn(c, c.url.searchParams.get('before')) }),
)

export default function OwnReports() {
  return <OwnReportsPage {...useLoaderData<typeof loader>()} />
}
