import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { publicRoute } from '~/access/public.server'
import { noticeToken, objectToNotice } from '~/domains/relief/notices/object.server'
import { readNotice } from '~/domains/relief/notices/public-notices.server'
import { takeRead } from '~/domains/relief/notices/read-limit.server'
import { EndedNoticePage, NoNoticePage, NoticePage } from '~/domains/relief/pages/notices/one'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [
  { title: pageTitle('公示和异议', '社会救助公示', '归程') },
  { name: 'robots', content: 'noindex' },
]

export const loader = publicRoute({ public: true }, async ({ params, from }) => {
  takeRead(from)
  const notice = await readNotice(params.no, from.now)
  // Not thrown: what was typed for a notice that has ended meanwhile is shown again.
  return notice ? { notice, token: noticeToken(notice) } : data({ notice: null, token: '' }, { status: 404 })
})

export const action = publicRoute({ public: true }, async (context) => {
  const answer = await objectToNotice(context)
  return answer.ok
    ? redirect(`/notices/receipt/${answer.receipt}`)
    : data({ lastResult: answer.lastResult }, { status: answer.status })
})

export default function Notice() {
  const { notice, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  if (notice) return <NoticePage notice={notice} token={token} lastResult={last} />
  return last ? <EndedNoticePage lastResult={last} /> : <NoNoticePage />
}
