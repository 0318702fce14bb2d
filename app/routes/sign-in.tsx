import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { checkSignIn, demoAccounts } from '~/access/sign-in-form.server'
import { SignInPage } from '~/access/pages/sign-in'
import { publicRoute, sameSitePath } from '~/access/public.server'
import { nextPath } from '~/access/ways.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登录', '归程') }]

export const loader = publicRoute({ public: true }, async ({ url, session }) => {
  const here = await session()
  const to = sameSitePath(url.searchParams.get('to'))
  if (here.state === 'active' || here.state === 'no_post') return redirect(to)
  if (here.state === 'held' && here.held !== 'code') return redirect(nextPath(here.held, to))
  return {
    to,
    draft: url.searchParams.get('draft') ?? '',
    why: url.searchParams.get('why') ?? '',
    signedOut: url.searchParams.has('out'),
    accounts: await demoAccounts(),
  }
})

export const action = publicRoute({ public: true }, async (context) => {
  const answer = await checkSignIn(context)
  return answer.ok
    ? redirect(answer.to, { headers: answer.headers })
    : data({ lastResult: answer.lastResult }, { status: answer.status })
})

export default function SignIn() {
  const given = useLoaderData<typeof loader>()
  return <SignInPage {...given} lastResult={useActionData<typeof action>()?.lastResult} />
}
