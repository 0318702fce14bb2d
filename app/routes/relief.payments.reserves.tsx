import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReservesPage } from '~/domains/relief/payment/pages/reserves'
import { readReserves, setReserve } from '~/domains/relief/payment/views/reserves.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('乡镇备用金账户', '发放批次', '归程') }]

export const loader = guarded({ kind: 'payment_batch', verb: 'write', audit: 'payment_batch.reserves' }, async (c) => ({
  data: await readReserves(c, c.url),
  token: c.token,
}))

export const action = guarded(
  { kind: 'payment_batch', verb: 'write', audit: 'payment_batch.reserves', fresh: true },
  async (c) => {
    await setReserve(c, c.form)
    return redirect('/relief/payments/reserves?done=1')
  },
)

export default function Reserves() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReservesPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
