import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { addNote } from '~/casefile/notes/add-note.server'
import { NoteForm } from '~/casefile/ui/note-form'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { handoff } from '~/domains/handoff/domain.server'
import { readNoteForm } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('加备注', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.note' }, async (c) => ({
  page: await readNoteForm('handoff', handoff, c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.note' }, async (c) => {
  await fileToWork(handoff, c, c.params.id)
  await addNote(c, 'handoff', { caseId: c.params.id, text: c.form.get('text') })
  return redirect(`/handoff/${c.params.id}?tab=notes&done=note`)
})

export default function Note() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NoteForm {...page} lastResult={last ?? draft} />
}
