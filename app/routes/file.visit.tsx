import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { readVisitForm } from '~/casefile/ui/read-forms.server'
import { VisitForm } from '~/casefile/ui/visit-form'
import { writeVisit } from '~/casefile/ui/write-visit.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('登记走访或联系', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.visit' }, async (c) => ({
  page: await readVisitForm(await fileAt(c, 'write'), c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: kindsAt, verb: 'write', audit: 'file.visit', upload: attachmentDoor((c) => fileAt(c, 'write')) },
  async (c) => {
    const { domain, base } = await fileAt(c, 'write')
    await writeVisit(domain, c, { id: c.params.id, form: c.form, photos: c.uploads })
    return redirect(`${base}?tab=visits&done=visit`)
  },
)

export default function Visit() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <VisitForm {...page} lastResult={last ?? draft} />
}
