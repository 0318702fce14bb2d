import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { support } from '~/domains/handoff/domain.server'
import { StepPage } from '~/domains/handoff/pages/steps/step-page'
import { readSupportStep } from '~/domains/handoff/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '帮扶服务', '归程') },
]

export const loader = guarded({ kind: 'support', verb: 'write', audit: 'support.step' }, async (c) => ({
  step: await readSupportStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'support', verb: 'write', audit: 'support.step' }, async (c) =>
  redirect(
    `/support/${c.params.id}?${await takeStep(support, c, { id: c.params.id, step: c.params.step, form: c.form })}`,
  ),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
