import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { accountStates, listAccounts } from '~/access/accounts/list-accounts.server'
import { guarded } from '~/access/guard.server'
import { AccountsPage } from '~/access/pages/accounts'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('账号', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.accounts', roles: ['AD'] }, async (c) => ({
  ...(await listAccounts(c, c.url.searchParams)),
  states: Object.entries(accountStates).map(([value, label]) => ({ value, label })),
}))

export default function Accounts() {
  return <AccountsPage {...useLoaderData<typeof loader>()} />
}
