import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { refused } from '~/lib/errors'
import { PostPage } from '~/orgs/pages/post'
import { certifyHeadless } from '~/orgs/posts/certify-posts.server'
import { confirmHeadless } from '~/orgs/posts/confirm-post.server'
import { endAnyPost } from '~/orgs/posts/end-any-post.server'
import { readPost } from '~/orgs/posts/read-post.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('岗位', '归程') }]

const done: Record<string, string> = {
  granted: '已授予，等单位负责人确认后生效。',
  confirmed: '已授予并确认，岗位已生效。',
  moved: '已调岗：原岗位已结束，新岗位等单位负责人确认后生效。',
  certify: '已复核，保留到下次复核。',
  confirm: '已确认，岗位已生效。',
  end: '已结束。名下的在办档案由单位负责人按清单交接。',
}

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.posts.one', roles: ['SE'] }, async (c) => ({
  post: await readPost(c, c.params.id),
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
  draft: c.draft,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.posts.change', roles: ['SE'], fresh: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'end') await endAnyPost(c, c.params.id, c.form)
    else if (intent === 'certify') await certifyHeadless(c, c.params.id)
    else if (intent === 'confirm') await confirmHeadless(c, c.params.id, c.form)
    else throw refused()
    return redirect(`${c.url.pathname}?done=${intent}`)
  },
)

export default function Post() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  return <PostPage {...data} lastResult={last} sent={last?.initialValue?._intent as string | undefined} />
}
