import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NoticePage } from '~/domains/handoff/pages/notices'
import { readNoticeCase } from '~/domains/handoff/views/notices.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '', '预释放通知', '归程') },
]

export const loader = guarded({ kind: 'release_notice', verb: 'read', audit: 'release_notice.case' }, async (c) => ({
  data: await readNoticeCase(c, c.params.id, c.url),
  token: c.token,
  today: c.actor.today,
}))

export default function NoticeCase() {
  const { data, token, today } = useLoaderData<typeof loader>()
  return <NoticePage data={data} token={token} today={today} />
}
