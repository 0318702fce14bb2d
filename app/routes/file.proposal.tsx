import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { decideProposal } from '~/casefile/ui/decide-proposal.server'
import { ProposalPage } from '~/casefile/ui/proposal-page'
import { readProposalPage } from '~/casefile/ui/read-forms.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('审批', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.proposal' }, async (c) => ({
  page: await readProposalPage(await fileAt(c, 'read'), c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.decide', fresh: true }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  const { id, proposal } = c.params
  return redirect(`${base}?${await decideProposal(domain, c, { id, proposal, form: c.form })}`)
})

export default function Proposal() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ProposalPage {...page} lastResult={last ?? draft} />
}
