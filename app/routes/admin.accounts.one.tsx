import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { disableAccount } from '~/access/accounts/disable-account.server'
import { enableAccount } from '~/access/accounts/enable-account.server'
import { findAccount } from '~/access/accounts/find-account.server'
import { accountStates } from '~/access/accounts/list-accounts.server'
import { guarded } from '~/access/guard.server'
import { AccountOfPage } from '~/access/pages/account-of'
import { OneTimePasswordPage } from '~/access/pages/one-time-password'
import { refused } from '~/lib/errors'
import { renewPassword } from '~/messages/account-mails.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.account.name ?? '', '账号', '归程') },
]

const done: Record<string, string> = { disable: '账号已停用，登录已退出。', enable: '账号已启用。' }

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.accounts', roles: ['AD'] }, async (c) => {
  const account = await findAccount(c, c.params.user)
  const told = done[c.url.searchParams.get('done') ?? '']
  return { account, stateLabel: accountStates[account.state], done: told, token: c.token }
})

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.accounts.change', roles: ['AD'], once: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'reset') return { given: await renewPassword(c, c.params.user) }
    if (intent === 'disable') await disableAccount(c, c.params.user)
    else if (intent === 'enable') await enableAccount(c, c.params.user)
    else throw refused()
    return redirect(`${c.url.pathname}?done=${intent}`)
  },
)

export default function Account() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<{ given?: { username: string; password: string }; lastResult?: LastResult }>()
  if (answer?.given) {
    const next = `/admin/accounts/${page.account.id}`
    return <OneTimePasswordPage title="密码已重置" given={answer.given} next={next} isNew={false} />
  }
  return <AccountOfPage {...page} lastResult={answer?.lastResult} />
}
