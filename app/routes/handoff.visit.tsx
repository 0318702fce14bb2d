import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { VisitForm } from '~/casefile/ui/visit-form'
import { writeVisit } from '~/casefile/ui/write-visit.server'
import { handoff } from '~/domains/handoff/domain.server'
import { handoffVisited } from '~/domains/handoff/effects/visit.server'
import { readVisitForm } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登记走访或联系', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.visit' }, async (c) => ({
  page: await readVisitForm('handoff', handoff, c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: 'handoff', verb: 'write', audit: 'handoff.visit', upload: attachmentDoor(handoff) },
  async (c) => {
    await writeVisit(handoff, c, { id: c.params.id, form: c.form, photos: c.uploads }, handoffVisited)
    return redirect(`/handoff/${c.params.id}?tab=visits&done=visit`)
  },
)

export default function Visit() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <VisitForm {...page} lastResult={last ?? draft} />
}
