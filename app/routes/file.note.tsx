import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { addNote } from '~/casefile/notes/add-note.server'
import { NoteForm } from '~/casefile/ui/note-form'
import { readNoteForm } from '~/casefile/ui/read-forms.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('加备注', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.note' }, async (c) => ({
  page: await readNoteForm(await fileAt(c, 'write'), c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.note' }, async (c) => {
  const { domain, kind, base } = await fileAt(c, 'write')
  await fileToWork(domain, c, c.params.id)
  await addNote(c, kind, { caseId: c.params.id, text: c.form.get('text') })
  return redirect(`${base}?tab=notes&done=note`)
})

export default function Note() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NoteForm {...page} lastResult={last ?? draft} />
}
