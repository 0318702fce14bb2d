import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewAccountPage } from '~/access/pages/new-account'
import { OneTimePasswordPage } from '~/access/pages/one-time-password'
import { openAccount } from '~/messages/account-mails.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('新建账号', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.accounts', roles: ['AD'] }, async (c) => ({
  token: c.token,
  draft: c.draft,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.accounts.create', roles: ['AD'], once: true },
  async (c) => ({ given: await openAccount(c, c.form) }),
)

type Given = { userId: string; username: string; password: string }

export default function NewAccount() {
  const { token, draft } = useLoaderData<typeof loader>()
  const answer = useActionData<{ given?: Given; lastResult?: LastResult }>()
  if (answer?.given)
    return (
      <OneTimePasswordPage
        title="账号已建好"
        given={answer.given}
        next={`/admin/accounts/${answer.given.userId}`}
        isNew
      />
    )
  return <NewAccountPage token={token} lastResult={answer?.lastResult ?? draft} />
}
