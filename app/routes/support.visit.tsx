import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { VisitForm } from '~/casefile/ui/visit-form'
import { writeVisit } from '~/casefile/ui/write-visit.server'
import { support } from '~/domains/handoff/domain.server'
import { supportVisited } from '~/domains/handoff/effects/visit.server'
import { readVisitForm } from '~/domains/handoff/views/forms.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登记走访或联系', '帮扶服务', '归程') }]

export const loader = guarded({ kind: 'support', verb: 'write', audit: 'support.visit' }, async (c) => ({
  page: await readVisitForm('support', support, c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: 'support', verb: 'write', audit: 'support.visit', upload: attachmentDoor(support) },
  async (c) => {
    await writeVisit(support, c, { id: c.params.id, form: c.form, photos: c.uploads }, supportVisited)
    return redirect(`/support/${c.params.id}?tab=visits&done=visit`)
  },
)

export default function Visit() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <VisitForm {...page} lastResult={last ?? draft} />
}
