import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewPage } from '~/domains/handoff/pages/new'
import { openNew, readNewForm } from '~/domains/handoff/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('发送通知', '预释放通知', '归程') }]

export const loader = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.new' }, async (c) => ({
  data: await readNewForm(c, 'send'),
}))

export const action = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.new' }, async (c) =>
  redirect(await openNew(c, 'send')),
)

export default function NewNotice() {
  const { data } = useLoaderData<typeof loader>()
  return <NewPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
