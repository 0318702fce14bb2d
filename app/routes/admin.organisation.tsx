import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { OrganisationPage } from '~/orgs/pages/organisation-page'
import { gridFlaws } from '~/orgs/places/read-grids.server'
import { readLevel } from '~/orgs/places/read-level.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('机构', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  ...(await readLevel(c, c.url.searchParams)),
  flaws: Object.entries(gridFlaws).map(([value, label]) => ({ value, label })),
}))

export default function Organisation() {
  return <OrganisationPage {...useLoaderData<typeof loader>()} />
}
