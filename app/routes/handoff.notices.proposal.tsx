import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { decideProposal } from '~/casefile/ui/decide-proposal.server'
import { ProposalPage } from '~/casefile/ui/proposal-page'
import { releaseNotice } from '~/domains/handoff/domain.server'
import { readProposalPage } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('审批', '预释放通知', '归程') }]

export const loader = guarded(
  { kind: 'release_notice', verb: 'read', audit: 'release_notice.proposal' },
  async (c) => ({ page: await readProposalPage('release_notice', releaseNotice, c), draft: c.draft }),
)

export const action = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.decide' }, async (c) =>
  redirect(
    `/handoff/notices/${c.params.id}?${await decideProposal(releaseNotice, c, { id: c.params.id, proposal: c.params.proposal, form: c.form })}`,
  ),
)

export default function Proposal() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ProposalPage {...page} lastResult={last ?? draft} />
}
