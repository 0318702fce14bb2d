import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PaymentList } from '~/domains/relief/payment/pages/list'
import { readPaymentList } from '~/domains/relief/payment/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('发放批次', '救助补助', '归程') }]

export const loader = guarded({ kind: 'payment_batch', verb: 'list', audit: 'payment_batch.list' }, async (c) => ({
  data: await readPaymentList(c, c.url),
}))

export default function Payments() {
  return <PaymentList {...useLoaderData<typeof loader>()} />
}
