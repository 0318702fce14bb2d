import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { decideProposal } from '~/casefile/ui/decide-proposal.server'
import { ProposalPage } from '~/casefile/ui/proposal-page'
import { handoff } from '~/domains/handoff/domain.server'
import { readProposalPage } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('审批', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.proposal' }, async (c) => ({
  page: await readProposalPage('handoff', handoff, c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.decide' }, async (c) =>
  redirect(
    `/handoff/${c.params.id}?${await decideProposal(handoff, c, { id: c.params.id, proposal: c.params.proposal, form: c.form })}`,
  ),
)

export default function Proposal() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ProposalPage {...page} lastResult={last ?? draft} />
}
