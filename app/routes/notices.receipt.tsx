import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicRoute } from '~/access/public.server'
import { readReceipt } from '~/domains/relief/notices/receipt.server'
import { ReceiptPage } from '~/domains/relief/pages/notices/receipt'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [
  { title: pageTitle('异议回执', '社会救助公示', '归程') },
  { name: 'robots', content: 'noindex' },
]

export const loader = publicRoute({ public: true }, async (context) => ({ data: await readReceipt(context) }))

export default function NoticeReceipt() {
  return <ReceiptPage {...useLoaderData<typeof loader>()} />
}
