import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readUndo } from '~/casefile/ui/read-forms.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { versionOf } from '~/casefile/ui/take-step.server'
import { UndoPage } from '~/casefile/ui/undo-page'
import { undo } from '~/casefile/undo.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('撤销上一步', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.undo' }, async (c) => ({
  page: await readUndo(await fileAt(c, 'write'), c),
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.undo' }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  await fileToWork(domain, c, c.params.id)
  await undo(domain, c, { caseId: c.params.id, version: versionOf(c.form) })
  return redirect(`${base}?done=undo`)
})

export default function Undo() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <UndoPage {...useLoaderData<typeof loader>().page} lastResult={last} />
}
