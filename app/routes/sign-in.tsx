import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { checkSignIn, demoAccounts } from '~/access/sign-in-form.server'
import { SignInPage } from '~/access/pages/sign-in'
import { publicRoute, sameSitePath } from '~/access/public.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登录', '归程') }]

export const loader = publicRoute({ public: true }, async ({ url, session }) => {
  const { state } = await session()
  if (state === 'active' || state === 'no_post') return redirect(sameSitePath(url.searchParams.get('to')))
  return {
    to: sameSitePath(url.searchParams.get('to')),
    draft: url.searchParams.get('draft') ?? '',
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
