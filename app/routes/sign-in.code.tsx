import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { giveCode } from '~/access/accounts/give-code.server'
import { guardedUser } from '~/access/guard-user.server'
import { SignInCodePage } from '~/access/pages/sign-in-code'
import { wayBack } from '~/access/public.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('验证码', '登录', '归程') }]

export const loader = guardedUser({ audit: 'sign-in.code', held: ['code'] }, async ({ user, url, token }) =>
  user.held ? { to: wayBack(url), userName: user.userName, token } : redirect(wayBack(url)),
)

export const action = guardedUser({ audit: 'sign-in.code', held: ['code'] }, async ({ db, user, form, url }) =>
  redirect(user.held ? await giveCode(db, user, form) : wayBack(url)),
)

export default function SignInCode() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <SignInCodePage {...useLoaderData<typeof loader>()} lastResult={last} />
}
