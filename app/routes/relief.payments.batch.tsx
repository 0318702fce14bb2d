import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { BatchPage } from '~/domains/relief/payment/pages/batch'
import { readBatch } from '~/domains/relief/payment/views/batch.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.head.caseNo ?? '批次', '发放批次', '归程') },
]

export const loader = guarded({ kind: 'payment_batch', verb: 'read', audit: 'payment_batch.case' }, async (c) => ({
  data: await readBatch(c),
  today: c.actor.today,
}))

export default function Batch() {
  return <BatchPage {...useLoaderData<typeof loader>()} />
}
