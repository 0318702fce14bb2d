import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ProposePage } from '~/domains/children/legal/pages/mentoring-step'
import { readPropose, takePropose } from '~/domains/children/legal/views/mentoring-step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('提出结对', '结对辅导', '归程') }]

export const loader = guarded(
  { kind: 'mentoring', verb: 'write', audit: 'mentoring.new', roles: ['SP'] },
  async (c) => ({ data: await readPropose(c), draft: c.draft }),
)

export const action = guarded({ kind: 'mentoring', verb: 'write', audit: 'mentoring.new', roles: ['SP'] }, async (c) =>
  redirect(await takePropose(c)),
)

export default function Propose() {
  const { data, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ProposePage data={data} lastResult={last ?? draft} />
}
