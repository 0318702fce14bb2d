import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { versionOf } from '~/casefile/ui/take-step.server'
import { UndoPage } from '~/casefile/ui/undo-page'
import { undo } from '~/casefile/undo.server'
import { handoff } from '~/domains/handoff/domain.server'
import { readUndo } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('撤销上一步', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.undo' }, async (c) => ({
  page: await readUndo('handoff', handoff, c),
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.undo' }, async (c) => {
  await fileToWork(handoff, c, c.params.id)
  await undo(handoff, c, { caseId: c.params.id, version: versionOf(c.form) })
  return redirect(`/handoff/${c.params.id}?done=undo`)
})

export default function Undo() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <UndoPage {...useLoaderData<typeof loader>().page} lastResult={last} />
}
