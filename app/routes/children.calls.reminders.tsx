import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { chooseReminders } from '~/domains/children/contact/calls/choose-reminders.server'
import { RemindersPage } from '~/domains/children/contact/pages/reminders-page'
import { readReminders } from '~/domains/children/contact/views/reminders.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('通话提醒', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'write', audit: 'child.reminders', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => ({
    data: await readReminders(c, c.params.id, c.url),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'child.reminders', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => {
    await chooseReminders(c, c.params.id, c.form.get('_intent') === 'on', c.form)
    return redirect(`/children/calls/reminders/${c.params.id}?done=1`)
  },
)

export default function Reminders() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <RemindersPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
