import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { cancelCall } from '~/domains/children/contact/calls/cancel-call.server'
import { recordCall } from '~/domains/children/contact/calls/record-call.server'
import { CallPage } from '~/domains/children/contact/pages/call-page'
import { readCall } from '~/domains/children/contact/views/call.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('通话', '亲情通话', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'read', audit: 'child.call', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => ({ data: await readCall(c, c.params.id, c.url), token: c.token }),
)

export const action = guarded({ kind: 'child', verb: 'write', audit: 'child.call', roles: ['SP', 'ST'] }, async (c) => {
  const cancels = c.form.get('_intent') === 'cancel'
  if (cancels) await cancelCall(c, c.params.id, c.form)
  else await recordCall(c, c.params.id, c.form)
  return redirect(`/children/calls/${c.params.id}?done=${cancels ? 'cancelled' : 'recorded'}`)
})

export default function Call() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <CallPage {...useLoaderData<typeof loader>()} lastResult={last} intent={last?.initialValue?._intent as string} />
  )
}
