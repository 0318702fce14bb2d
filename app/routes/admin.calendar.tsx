import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { CalendarPage } from '~/casefile/rule-changes/pages/calendar-page'
import { readCalendar } from '~/casefile/rule-changes/read-calendar.server'
import { requestCalendar } from '~/casefile/rule-changes/request-calendar.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('工作日历', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.calendar', roles: ['AD'] }, async (c) => ({
  page: await readCalendar(c, c.url.searchParams.get('year')),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'admin', audit: 'admin.calendar.change', roles: ['AD'] }, async (c) =>
  redirect(`/admin/changes/${await requestCalendar(c, c.form)}`),
)

export default function Calendar() {
  const { page, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <CalendarPage page={page} token={token} lastResult={last ?? draft} />
}
