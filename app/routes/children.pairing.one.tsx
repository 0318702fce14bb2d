import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HelpedChildPage } from '~/domains/children/contact/pages/helped-pages'
import { PairingPage } from '~/domains/children/contact/pages/pairing-page'
import { takePairingAction } from '~/domains/children/contact/pairing/take-action.server'
import { readHelpedChild } from '~/domains/children/contact/views/helped.server'
import { readPairing } from '~/domains/children/contact/views/pairings.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('结对', '结对关爱', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'read', audit: 'child.pairing', roles: ['CD', 'CS', 'SP', 'ST', 'PH'] },
  async (c) => ({
    ...(c.actor.role === 'PH'
      ? { helped: await readHelpedChild(c, c.params.id, c.url), staff: null }
      : { helped: null, staff: await readPairing(c, c.params.id, c.url) }),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'read', audit: 'child.pairing', roles: ['CD', 'CS', 'SP', 'ST', 'PH'] },
  async (c) => {
    const done = await takePairingAction(c, c.params.id, c.form)
    return redirect(`/children/pairing/${c.params.id}?done=${done}`)
  },
)

export default function Pairing() {
  const { helped, staff, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  if (helped) return <HelpedChildPage data={helped} token={token} lastResult={last} />
  return <PairingPage data={staff!} token={token} lastResult={last} intent={last?.initialValue?._intent as string} />
}
