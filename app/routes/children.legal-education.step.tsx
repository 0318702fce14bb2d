import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ServiceStepPage } from '~/domains/children/legal/pages/appointment-step'
import { readServiceStep, takeServiceStep } from '~/domains/children/legal/views/appointment.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '法治副校长', '归程') },
]

export const loader = guarded({ kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.step' }, async (c) => ({
  step: await readServiceStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.step' }, async (c) =>
  redirect(await takeServiceStep(c)),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ServiceStepPage data={step} lastResult={last ?? draft} />
}
