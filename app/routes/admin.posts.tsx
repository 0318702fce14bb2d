import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PostsPage } from '~/orgs/pages/posts'
import { listPosts, stateFilters } from '~/orgs/posts/list-posts.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('岗位', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.posts', roles: ['SE'] }, async (c) => ({
  list: await listPosts(c, c.url.searchParams),
  states: Object.entries(stateFilters).map(([value, label]) => ({ value, label })),
}))

export default function Posts() {
  return <PostsPage {...useLoaderData<typeof loader>()} />
}
