import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { heads } from '~/domains/menu'
import { refused } from '~/lib/errors'
import { CoverPage } from '~/orgs/pages/cover'
import { arrangeCover, endCover, listCovers } from '~/orgs/posts/arrange-cover.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('请假代办', '归程') }]

const done: Record<string, string> = { arrange: '已安排代办，到期自动结束。', end: '代办已结束。' }

export const loader = guarded({ kind: null, verb: 'admin', audit: 'access.cover', roles: heads }, async (c) => ({
  ...(await listCovers(c)),
  today: c.actor.today,
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
  draft: c.draft,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'access.cover', roles: heads, fresh: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'arrange') await arrangeCover(c, c.form)
    else if (intent === 'end') await endCover(c, c.form.get('post'))
    else throw refused()
    return redirect(`${c.url.pathname}?done=${intent}`)
  },
)

export default function Cover() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  return <CoverPage {...data} lastResult={last} />
}
