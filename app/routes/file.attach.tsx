import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachFiles } from '~/casefile/attachments/attach-files.server'
import { readAttachForm } from '~/casefile/attachments/read-attach-form.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { AttachPage } from '~/casefile/ui/attach-page'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('材料和附件', data?.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.attach' }, async (c) => {
  const { domain, place } = await fileAt(c, 'write')
  return { page: await readAttachForm(domain, c), place: place.label, draft: c.draft }
})

export const action = guarded(
  { kind: kindsAt, verb: 'write', audit: 'file.attach', upload: attachmentDoor((c) => fileAt(c, 'write')) },
  async (c) => {
    const { domain, base } = await fileAt(c, 'write')
    const tab = await attachFiles(domain, c, { id: c.params.id, form: c.form, uploads: c.uploads })
    return redirect(`${base}?tab=${tab}&done=attach`)
  },
)

export default function Attach() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachPage {...page} lastResult={last ?? draft} />
}
