import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { removeAttachment } from '~/casefile/attachments/remove-attachment.server'
import { readAttachment } from '~/casefile/attachments/view-attachment.server'
import { AttachmentPage } from '~/casefile/ui/attachment-page'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('附件', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.attachment' }, async (c) =>
  readAttachment((await fileAt(c, 'read')).domain, c),
)

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.attachment.remove' }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  const tab = await removeAttachment(domain, c, { ...c.params, why: c.form.get('why') })
  return redirect(`${base}?tab=${tab}&done=detach`)
})

export default function Attachment() {
  const data = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachmentPage data={data} lastResult={last ?? data.draft} />
}
