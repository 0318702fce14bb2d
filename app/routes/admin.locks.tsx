import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { resetSecondFactor } from '~/access/accounts/reset-second-factor.server'
import { unlockAccount } from '~/access/accounts/unlock-account.server'
import { guarded } from '~/access/guard.server'
import { listLocks } from '~/access/locks/list-locks.server'
import { LocksPage } from '~/access/pages/locks'
import { refused } from '~/lib/errors'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('锁定和验证器', '归程') }]

const done: Record<string, string> = {
  unlock: '已解锁，本人可以马上登录。',
  reset: '已重设：本人的登录已全部结束，下次登录时重新绑定验证器。',
}

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.locks', roles: ['SE'] }, async (c) => ({
  list: await listLocks(c, c.url.searchParams.get('q')),
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.locks', roles: ['SE'], fresh: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'unlock') await unlockAccount(c, c.form.get('user'))
    else if (intent === 'reset') await resetSecondFactor(c, c.form.get('user'))
    else throw refused()
    return redirect(`/admin/locks?done=${intent}`)
  },
)

export default function Locks() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const wrong = Object.values(last?.error ?? {}).flatMap((texts) => texts ?? [])
  return <LocksPage {...useLoaderData<typeof loader>()} wrong={wrong} />
}
