import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { removeAttachment } from '~/casefile/attachments/remove-attachment.server'
import { readAttachment } from '~/casefile/attachments/view-attachment.server'
import { AttachmentPage } from '~/casefile/ui/attachment-page'
import { releaseNotice } from '~/domains/handoff/domain.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('附件', '预释放通知', '归程') }]

export const loader = guarded({ kind: 'release_notice', verb: 'read', audit: 'release_notice.attachment' }, (c) =>
  readAttachment(releaseNotice, c),
)

export const action = guarded(
  { kind: 'release_notice', verb: 'write', audit: 'release_notice.attachment.remove' },
  async (c) => {
    const tab = await removeAttachment(releaseNotice, c, { ...c.params, why: c.form.get('why') })
    return redirect(`${releaseNotice.kind.path}/${c.params.id}?tab=${tab}&done=detach`)
  },
)

export default function Attachment() {
  const data = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachmentPage data={data} lastResult={last ?? data.draft} />
}
