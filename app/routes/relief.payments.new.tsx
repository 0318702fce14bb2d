import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { makeFromForm } from '~/domains/relief/payment/make-batch.server'
import { PayablePage } from '~/domains/relief/payment/pages/payable'
import { readPayable } from '~/domains/relief/payment/views/payable.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('待发放', '发放批次', '归程') }]

export const loader = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.payable' }, async (c) => ({
  data: await readPayable(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.new' }, async (c) =>
  redirect(`/relief/payments/${await makeFromForm(c, c.form)}?done=make`),
)

export default function Payable() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <PayablePage {...useLoaderData<typeof loader>()} lastResult={last} />
}
