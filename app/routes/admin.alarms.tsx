import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listAlarms } from '~/access/alarms/list-alarms.server'
import { alarmOutcomes } from '~/access/alarms/outcomes'
import { reviewAlarm } from '~/access/alarms/review-alarm.server'
import { guarded } from '~/access/guard.server'
import { AlarmsPage } from '~/access/pages/alarms'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('异常查看提示', '归程') }]

const outcomes = Object.entries(alarmOutcomes).map(([value, label]) => ({ value, label }))

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.alarms', roles: ['SE'] }, async (c) => ({
  list: await listAlarms(c, c.url.searchParams),
  done: c.url.searchParams.get('done') === 'reviewed',
  token: c.token,
}))

export const action = guarded({ kind: null, verb: 'admin', audit: 'admin.alarms', roles: ['SE'] }, async (c) => {
  await reviewAlarm(c, c.form)
  return redirect('/admin/alarms?done=reviewed')
})

export default function Alarms() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <AlarmsPage
      {...useLoaderData<typeof loader>()}
      outcomes={outcomes}
      lastResult={last}
      sent={last?.initialValue?.alarm as string | undefined}
    />
  )
}
