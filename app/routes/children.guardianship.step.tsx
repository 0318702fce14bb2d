import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { guardianship } from '~/domains/children/domain.server'
import { StepPage } from '~/domains/children/pages/steps/step-page'
import { readGuardianshipStep } from '~/domains/children/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '民政监护', '归程') },
]

export const loader = guarded({ kind: 'guardianship', verb: 'write', audit: 'guardianship.step' }, async (c) => ({
  step: await readGuardianshipStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'guardianship', verb: 'write', audit: 'guardianship.step' }, async (c) =>
  redirect(
    `/children/guardianship/${c.params.id}?${await takeStep(guardianship, c, { id: c.params.id, step: c.params.step, form: c.form })}`,
  ),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
