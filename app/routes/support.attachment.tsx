import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { removeAttachment } from '~/casefile/attachments/remove-attachment.server'
import { readAttachment } from '~/casefile/attachments/view-attachment.server'
import { AttachmentPage } from '~/casefile/ui/attachment-page'
import { support } from '~/domains/handoff/domain.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('附件', '帮扶服务', '归程') }]

export const loader = guarded({ kind: 'support', verb: 'read', audit: 'support.attachment' }, (c) =>
  readAttachment(support, c),
)

export const action = guarded({ kind: 'support', verb: 'write', audit: 'support.attachment.remove' }, async (c) => {
  const tab = await removeAttachment(support, c, { ...c.params, why: c.form.get('why') })
  return redirect(`${support.kind.path}/${c.params.id}?tab=${tab}&done=detach`)
})

export default function Attachment() {
  const data = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachmentPage data={data} lastResult={last ?? data.draft} />
}
