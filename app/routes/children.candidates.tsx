import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { finishCensus } from '~/domains/children/census/census-task.server'
import { CandidatesPage } from '~/domains/children/census/pages/candidates'
import { proposeCandidates, readCandidates } from '~/domains/children/census/candidates.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('摸底待核', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'list', audit: 'children.candidates', roles: ['CD'] },
  async (c) => ({
    data: await readCandidates(c, c.url),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'children.candidates', roles: ['CD'] },
  async (c) => {
    if (c.form.get('_intent') === 'finish') {
      await finishCensus(c)
      return redirect('/children/candidates')
    }
    return redirect(`/children/candidates?proposed=${await proposeCandidates(c, c.form.getAll('child').map(String))}`)
  },
)

export default function Candidates() {
  const { data, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <CandidatesPage data={data} token={token} lastResult={last} />
}
