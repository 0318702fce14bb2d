import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { handoff } from '~/domains/handoff/domain.server'
import { StepPage } from '~/domains/handoff/pages/steps/step-page'
import { readHandoffStep } from '~/domains/handoff/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '安置帮教', '归程') },
]

export const loader = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.step' }, async (c) => ({
  step: await readHandoffStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.step' }, async (c) =>
  redirect(
    `/handoff/${c.params.id}?${await takeStep(handoff, c, { id: c.params.id, step: c.params.step, form: c.form })}`,
  ),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
