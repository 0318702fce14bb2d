import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { joinSamePerson } from '~/casefile/join.server'
import { JoinPage } from '~/casefile/ui/join-page'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { handoff } from '~/domains/handoff/domain.server'
import { readJoinForm } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('合并同一人的档案', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.join' }, async (c) => ({
  page: await readJoinForm('handoff', handoff, c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.join' }, async (c) => {
  await fileToWork(handoff, c, c.params.id)
  const text = (name: string) => String(c.form.get(name) ?? '')
  await joinSamePerson(handoff, c, {
    caseId: c.params.id,
    otherNo: text('otherNo'),
    reason: text('reason').slice(0, 500),
  })
  return redirect(`/handoff/${c.params.id}?done=joined`)
})

export default function Join() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <JoinPage {...page} lastResult={last ?? draft} />
}
