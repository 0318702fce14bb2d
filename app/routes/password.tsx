import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changePassword } from '~/access/accounts/change-password.server'
import { readPasswordPage } from '~/access/accounts/read-password-page.server'
import { guardedUser } from '~/access/guard-user.server'
import { PasswordPage } from '~/access/pages/password'
import { wayBack } from '~/access/public.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('修改密码', '归程') }]

export const loader = guardedUser({ audit: 'password', held: ['password'] }, async ({ db, user, url, token }) => ({
  ...(await readPasswordPage(db, user)),
  to: wayBack(url),
  token,
}))

export const action = guardedUser({ audit: 'password', held: ['password'] }, async ({ db, user, form }) =>
  redirect(await changePassword(db, user, form)),
)

export default function Password() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <PasswordPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
