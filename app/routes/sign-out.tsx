import { redirect } from '@remix-run/node'
import { publicRoute } from '~/access/public.server'
import { forgetCookie, signOut } from '~/access/sign-out.server'
import { env } from '~/lib/env.server'

export const loader = publicRoute({ public: true }, async () => redirect('/'))

export const action = publicRoute({ public: true }, async (context) => {
  await signOut(context)
  return redirect('/sign-in?out=1', { headers: { 'Set-Cookie': forgetCookie(env.PUBLIC_URL.startsWith('https:')) } })
})
