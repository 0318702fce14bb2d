import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { OutboxPage } from '~/messages/pages/outbox-page'
import { readOutbox, retryOutbox } from '~/messages/read-outbox.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('通知发送', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.outbox', roles: ['AD'] }, async (c) => {
  const again = /^\d{1,7}$/.exec(c.url.searchParams.get('again') ?? '')?.[0]
  return {
    view: await readOutbox(c, c.url.searchParams),
    done: again && `已重新排队 ${again} 条，一分钟内再试。`,
    token: c.token,
  }
})

export const action = guarded({ kind: null, verb: 'admin', audit: 'admin.outbox.retry', roles: ['AD'] }, async (c) =>
  redirect(`/admin/outbox?again=${await retryOutbox(c, c.form.get('channel'))}`),
)

export default function Outbox() {
  return <OutboxPage {...useLoaderData<typeof loader>()} />
}
