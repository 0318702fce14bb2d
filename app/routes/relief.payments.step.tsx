import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { paymentBatch } from '~/domains/relief/payment/domain.server'
import { PaymentStepPage } from '~/domains/relief/payment/pages/step'
import { readPaymentStep } from '~/domains/relief/payment/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '发放批次', '归程') },
]

export const loader = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.step' }, async (c) => ({
  step: await readPaymentStep(c),
  draft: c.draft,
}))

export const action = guarded(
  { kind: 'payment_batch', verb: 'write', audit: 'payment_batch.step', fresh: true },
  async (c) => {
    const done = await takeStep(paymentBatch, c, { id: c.params.id, step: c.params.step, form: c.form })
    return redirect(`/relief/payments/${c.params.id}?${done}`)
  },
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <PaymentStepPage data={step} lastResult={last ?? draft} />
}
