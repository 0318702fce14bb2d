import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HoldersPage } from '~/casefile/handover/pages/holders-page'
import { listHolders } from '~/casefile/handover/read-handover.server'
import { domains } from '~/domains'
import { heads } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('交接在办档案', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'access.handover', roles: heads }, (c) =>
  listHolders(domains, c),
)

export default function Holders() {
  return <HoldersPage {...useLoaderData<typeof loader>()} />
}
