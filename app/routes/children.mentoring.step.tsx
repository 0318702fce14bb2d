import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { MentoringStepPage } from '~/domains/children/legal/pages/mentoring-step'
import { readMentoringStep, takeMentoringStep } from '~/domains/children/legal/views/mentoring-step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '结对辅导', '归程') },
]

export const loader = guarded({ kind: 'mentoring', verb: 'write', audit: 'mentoring.step' }, async (c) => ({
  step: await readMentoringStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'mentoring', verb: 'write', audit: 'mentoring.step' }, async (c) =>
  redirect(await takeMentoringStep(c)),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <MentoringStepPage data={step} lastResult={last ?? draft} />
}
