import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { removeAttachment } from '~/casefile/attachments/remove-attachment.server'
import { readAttachment } from '~/casefile/attachments/view-attachment.server'
import { AttachmentPage } from '~/casefile/ui/attachment-page'
import { handoff } from '~/domains/handoff/domain.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('附件', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.attachment' }, (c) =>
  readAttachment(handoff, c),
)

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.attachment.remove' }, async (c) => {
  const tab = await removeAttachment(handoff, c, { ...c.params, why: c.form.get('why') })
  return redirect(`${handoff.kind.path}/${c.params.id}?tab=${tab}&done=detach`)
})

export default function Attachment() {
  const data = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachmentPage data={data} lastResult={last ?? data.draft} />
}
