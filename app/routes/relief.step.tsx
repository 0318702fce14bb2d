import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { kindsAt } from '~/domains/menu'
import { StepPage } from '~/domains/relief/pages/steps/step-page'
import { reliefAt } from '~/domains/relief/views/kind-at.server'
import { readReliefStep } from '~/domains/relief/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '救助补助', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'relief.step' }, async (c) => ({
  step: await readReliefStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'relief.step' }, async (c) => {
  const { domain } = await reliefAt(c, c.params.id, 'W', 'A')
  const done = await takeStep(domain, c, { id: c.params.id, step: c.params.step, form: c.form })
  return redirect(`/relief/${c.params.id}?${done}`)
})

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
