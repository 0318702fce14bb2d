import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { attachFiles } from '~/casefile/attachments/attach-files.server'
import { readAttachForm } from '~/casefile/attachments/read-attach-form.server'
import { attachmentDoor } from '~/casefile/attachments/receive.server'
import { AttachPage } from '~/casefile/ui/attach-page'
import { releaseNotice } from '~/domains/handoff/domain.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('材料和附件', '预释放通知', '归程') }]

export const loader = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.attach' }, async (c) => ({
  page: await readAttachForm(releaseNotice, c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: 'release_notice', verb: 'write', audit: 'release_notice.attach', upload: attachmentDoor(releaseNotice) },
  async (c) => {
    const tab = await attachFiles(releaseNotice, c, { id: c.params.id, form: c.form, uploads: c.uploads })
    return redirect(`${releaseNotice.kind.path}/${c.params.id}?tab=${tab}&done=attach`)
  },
)

export default function Attach() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <AttachPage {...page} lastResult={last ?? draft} />
}
