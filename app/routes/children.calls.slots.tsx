import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { addSlot, endSlot } from '~/domains/children/contact/calls/slots.server'
import { SlotsPage } from '~/domains/children/contact/pages/slots-page'
import { readSlots } from '~/domains/children/contact/views/week.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('通话室时段', '归程') }]

export const loader = guarded({ kind: 'child', verb: 'read', audit: 'child.slots', roles: ['SP'] }, async (c) => ({
  data: await readSlots(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'child', verb: 'write', audit: 'child.slots', roles: ['SP'] }, async (c) => {
  if (c.form.get('_intent') === 'end') await endSlot(c, c.form.get('slot'))
  else await addSlot(c, c.form)
  return redirect('/children/calls/slots?done=1')
})

export default function Slots() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <SlotsPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
