import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasSecondFactor, reAuthenticate } from '~/access/accounts/re-authenticate.server'
import { guardedUser } from '~/access/guard-user.server'
import { ReAuthenticatePage } from '~/access/pages/re-authenticate'
import { wayBack } from '~/access/public.server'
import { limitsOf } from '~/access/session/limits.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('再次验证身份', '归程') }]

export const loader = guardedUser({ audit: 're-authenticate' }, async ({ db, user, url, token }) => ({
  to: wayBack(url),
  kept: url.searchParams.has('draft'),
  second: await hasSecondFactor(db, user.userId),
  minutes: (await limitsOf(db)).fresh,
  token,
}))

export const action = guardedUser({ audit: 're-authenticate' }, async ({ db, user, form }) =>
  redirect(await reAuthenticate(db, user, form)),
)

export default function ReAuthenticate() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReAuthenticatePage {...useLoaderData<typeof loader>()} lastResult={last} />
}
