import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { intake } from '~/domains/window/domain.server'
import { StepPage } from '~/domains/window/pages/steps/step-page'
import { readIntakeStep } from '~/domains/window/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '一口受理', '归程') },
]

export const loader = guarded({ kind: 'intake', verb: 'write', audit: 'intake.step' }, async (c) => ({
  step: await readIntakeStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'intake', verb: 'write', audit: 'intake.step' }, async (c) =>
  redirect(
    `/intake/${c.params.id}?${await takeStep(intake, c, { id: c.params.id, step: c.params.step, form: c.form })}`,
  ),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
