import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { household } from '~/domains/window/domain.server'
import { StepPage } from '~/domains/window/pages/steps/step-page'
import { readHouseholdStep } from '~/domains/window/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '民情档案', '归程') },
]

export const loader = guarded({ kind: 'household', verb: 'write', audit: 'household.step' }, async (c) => ({
  step: await readHouseholdStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'household', verb: 'write', audit: 'household.step' }, async (c) => {
  const done = await takeStep(household, c, { id: c.params.id, step: c.params.step, form: c.form })
  return redirect(`/intake/households/${c.params.id}?${done}`)
})

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
