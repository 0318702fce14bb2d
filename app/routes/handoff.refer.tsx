import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { handoff } from '~/domains/handoff/domain.server'
import { ReferPage } from '~/domains/handoff/pages/refer'
import { readRefer, sendFrom } from '~/domains/handoff/views/refer.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('转介', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.refer' }, async (c) => ({
  data: await readRefer('handoff', handoff, c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.refer' }, async (c) => {
  await sendFrom(handoff, c)
  return redirect(`/handoff/${c.params.id}?done=refer`)
})

export default function Refer() {
  const { data, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReferPage data={data} lastResult={last ?? draft} />
}
