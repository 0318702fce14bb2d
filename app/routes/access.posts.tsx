import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { heads } from '~/domains/menu'
import { refused } from '~/lib/errors'
import { UnitPostsPage } from '~/orgs/pages/unit-posts'
import { awaitingPosts } from '~/orgs/posts/awaiting-posts.server'
import { certifyPosts, postsToCertify } from '~/orgs/posts/certify-posts.server'
import { confirmPost, refusePost } from '~/orgs/posts/confirm-post.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('人员岗位', '归程') }]

const done: Record<string, string> = {
  confirm: '已确认，岗位已生效。',
  refuse: '已退回，安全管理员会看到您的理由。',
  certify: '复核完毕，打勾的岗位已结束，其余的保留到下次复核。',
}

export const loader = guarded({ kind: null, verb: 'admin', audit: 'access.posts', roles: heads }, async (c) => ({
  awaiting: await awaitingPosts(c),
  ...(await postsToCertify(c)),
  today: c.actor.today,
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
  draft: c.draft,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'access.posts', roles: heads, fresh: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'confirm') await confirmPost(c, c.form.get('post'))
    else if (intent === 'refuse') await refusePost(c, c.form)
    else if (intent === 'certify') await certifyPosts(c, c.form)
    else throw refused()
    return redirect(`${c.url.pathname}?done=${intent}`)
  },
)

export default function UnitPosts() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  const sent = last?.initialValue?._intent === 'refuse' ? (last.initialValue.post as string) : undefined
  return <UnitPostsPage {...data} lastResult={last} sent={sent} />
}
