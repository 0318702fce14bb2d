import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { WeekPage } from '~/casefile/desk/pages/week-page'
import { readWeek, revealWeek } from '~/casefile/desk/week.server'
import { domains } from '~/domains'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('本周走访联系单', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'print', audit: 'week', fresh: true }, async (c) => ({
  week: await readWeek(domains, c, c.url.searchParams),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'print', audit: 'week.reveal', fresh: true }, async (c) => {
  const own = c.url.searchParams.get('own') === '1'
  const show = await revealWeek(domains, c, own, c.form.get('purpose'))
  return redirect(`/week?${new URLSearchParams({ ...(own && { own: '1' }), show })}`)
})

export default function Week() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const { draft, ...data } = useLoaderData<typeof loader>()
  return <WeekPage {...data} lastResult={last ?? draft} />
}
