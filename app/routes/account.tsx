import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { chooseDigest } from '~/access/accounts/choose-digest.server'
import { readAccount } from '~/access/accounts/read-account.server'
import { signOutEverywhere } from '~/access/accounts/sign-out-everywhere.server'
import { guardedUser } from '~/access/guard-user.server'
import { AccountPage } from '~/access/pages/account'
import { refused } from '~/lib/errors'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我的账号', '归程') }]

const done: Record<string, string> = {
  password: '密码已修改，其他地方的登录已退出。',
  'digest-on': '已开启每日待办邮件。',
  'digest-off': '已关闭每日待办邮件。',
  'second-factor': '身份验证器已启用，下次登录要填验证码。',
}

export const loader = guardedUser({ audit: 'account' }, async ({ db, user, url, token }) => ({
  account: await readAccount(db, user),
  done: done[url.searchParams.get('done') ?? ''],
  token,
}))

export const action = guardedUser({ audit: 'account' }, async ({ db, user, form }) => {
  const intent = form.get('_intent')
  if (intent === 'digest-on' || intent === 'digest-off') {
    await chooseDigest(db, user, intent === 'digest-on')
    return redirect(`/account?done=${intent}`)
  }
  if (intent !== 'sign-out-everywhere') throw refused()
  await signOutEverywhere(db, user)
  return redirect('/sign-in?out=1')
})

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />
}
