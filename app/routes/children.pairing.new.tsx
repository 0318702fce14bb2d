import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ProposePage } from '~/domains/children/contact/pages/propose-page'
import { proposePairing } from '~/domains/children/contact/pairing/propose-pairing.server'
import { readProposeForm } from '~/domains/children/contact/views/pairings.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('提出结对', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'write', audit: 'child.pair_new', roles: ['SP', 'CD', 'CS'] },
  async (c) => ({
    data: await readProposeForm(c, c.url),
    token: c.token,
    draft: c.draft,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'child.pair_new', roles: ['SP', 'CD', 'CS'] },
  async (c) => redirect(`/children/pairing/${await proposePairing(c, c.form)}?done=proposed`),
)

export default function Propose() {
  const { draft, ...page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ProposePage {...page} lastResult={last ?? draft} />
}
