import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicRoute } from '~/access/public.server'
import { cacheFor, takeRead } from '~/domains/relief/notices/read-limit.server'
import { listNotices } from '~/domains/relief/notices/public-notices.server'
import { NoticesPage } from '~/domains/relief/pages/notices/list'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [
  { title: pageTitle('社会救助公示', '归程') },
  { name: 'robots', content: 'noindex' },
]

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const loader = publicRoute({ public: true }, async ({ url, from }) => {
  takeRead(from)
  return data(await listNotices(url, from.now), { headers: cacheFor(from.now) })
})

export default function Notices() {
  return <NoticesPage data={useLoaderData<typeof loader>()} />
}
