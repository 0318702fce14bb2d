import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { notFound } from '~/lib/errors'
import { GrantPage } from '~/orgs/pages/grant'
import { grantChoices } from '~/orgs/posts/grant-choices.server'
import { movePost } from '~/orgs/posts/move-post.server'
import { readPost } from '~/orgs/posts/read-post.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('调岗', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.posts.move', roles: ['SE'] }, async (c) => {
  const post = await readPost(c, c.params.id)
  const choices = await grantChoices(c, post.userId, c.url.searchParams)
  if (!choices || post.state === 'ended' || post.own) throw notFound()
  return { post, choices, token: c.token, draft: c.draft }
})

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.posts.move', roles: ['SE'], fresh: true },
  async (c) => redirect(`/admin/posts/${(await movePost(c, c.params.id, c.form)).id}?done=moved`),
)

export default function Move() {
  const { post, choices, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  return (
    <GrantPage
      choices={choices}
      at={`/admin/posts/${post.id}/move`}
      title={`调岗：${post.name}`}
      sub={`现为${post.roleLabel} · ${post.unit.name}，在新岗位开始的前一天结束；从今天起的，原岗位的会话马上退出。`}
      trail={[
        { href: '/admin/posts', label: '岗位' },
        { href: `/admin/posts/${post.id}`, label: post.name },
        { label: '调岗' },
      ]}
      submitLabel="调岗"
      token={token}
      lastResult={last}
    />
  )
}
