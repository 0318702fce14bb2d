import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { notFound } from '~/lib/errors'
import { GrantPage, PeoplePage } from '~/orgs/pages/grant'
import { findPeople, grantChoices } from '~/orgs/posts/grant-choices.server'
import { grantPost, parseGrant } from '~/orgs/posts/grant-post.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('授予岗位', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.posts.new', roles: ['SE'] }, async (c) => {
  const [person, q] = ['person', 'q'].map((name) => c.url.searchParams.get(name)?.trim().slice(0, 40) ?? '')
  const choices = person ? await grantChoices(c, person, c.url.searchParams) : null
  if (person && !choices) throw notFound()
  return { choices, found: choices ? null : await findPeople(c, q), q: q!, token: c.token, draft: c.draft }
})

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.posts.grant', roles: ['SE'], fresh: true },
  async (c) => {
    const granted = await grantPost(c, parseGrant(c.form))
    return redirect(`/admin/posts/${granted.id}?done=${granted.confirmed ? 'confirmed' : 'granted'}`)
  },
)

export default function NewPost() {
  const { choices, found, q, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  if (!choices) return <PeoplePage found={found!} q={q} />
  return (
    <GrantPage
      choices={choices}
      at="/admin/posts/new"
      title={`授予岗位：${choices.person.name}`}
      sub={`用户名 ${choices.person.username}。授予后由单位负责人确认才生效。`}
      trail={[
        { href: '/admin/posts', label: '岗位' },
        { href: '/admin/posts/new', label: '授予岗位' },
      ]}
      submitLabel="授予岗位"
      token={token}
      lastResult={last}
    />
  )
}
