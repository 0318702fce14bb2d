import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { listChanges } from '~/casefile/rule-changes/list-changes.server'
import { ChangesPage } from '~/casefile/rule-changes/pages/changes-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('变更与日期', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'admin.changes', roles: ['AD', 'SE'] },
  async (c) => ({
    ...(await listChanges(c, c.url.searchParams)),
    isAdmin: c.actor.role === 'AD',
  }),
)

export default function Changes() {
  return <ChangesPage {...useLoaderData<typeof loader>()} />
}
