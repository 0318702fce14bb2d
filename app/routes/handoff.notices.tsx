import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NoticeList } from '~/domains/handoff/pages/notices'
import { readNoticeList } from '~/domains/handoff/views/notices.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('预释放通知', '归程') }]

export const loader = guarded(
  { kind: 'release_notice', verb: 'list', audit: 'release_notice.list', replica: true },
  async (c) => ({
    data: await readNoticeList(c, c.url),
    token: c.token,
  }),
)

export const action = guarded({ kind: 'release_notice', verb: 'list', audit: 'release_notice.names' }, async (c) =>
  redirect(await showNames(c, 'release_notice', c.url, c.form.get('rows'))),
)

export default function Notices() {
  const { data, token } = useLoaderData<typeof loader>()
  return <NoticeList data={data} token={token} />
}
