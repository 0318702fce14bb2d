import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guardedUser } from '~/access/guard-user.server'
import { PostsPage } from '~/access/pages/posts'
import { sameSitePath } from '~/access/public.server'
import { postsInForce, switchPost } from '~/access/switch-post.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('选择岗位', '归程') }]

export const loader = guardedUser({ audit: 'posts' }, async ({ db, user, url, token }) => ({
  posts: await postsInForce(db, user),
  userName: user.userName,
  to: sameSitePath(url.searchParams.get('to')),
  token,
}))

export const action = guardedUser({ audit: 'posts.switch' }, async ({ db, user, form }) => {
  await switchPost(db, user, form.get('post'))
  return redirect(sameSitePath(form.get('to')))
})

export default function Posts() {
  return <PostsPage {...useLoaderData<typeof loader>()} />
}
