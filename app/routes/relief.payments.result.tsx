import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ResultPage } from '~/domains/relief/payment/pages/step'
import { receiveResult } from '~/domains/relief/payment/result/receive-result.server'
import { readPaymentStep } from '~/domains/relief/payment/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('上传银行回盘', '发放批次', '归程') }]

export const loader = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.result' }, async (c) => ({
  step: await readPaymentStep(c, 'read_back'),
}))

export const action = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.result' }, async (c) => {
  await receiveResult(c, c.params.id, c.form)
  return redirect(`/relief/payments/${c.params.id}`)
})

export default function Result() {
  const { step } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ResultPage data={step} lastResult={last} />
}
