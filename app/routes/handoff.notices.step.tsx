import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { takeStep } from '~/casefile/ui/take-step.server'
import { releaseNotice } from '~/domains/handoff/domain.server'
import { StepPage } from '~/domains/handoff/pages/steps/step-page'
import { readNoticeStep } from '~/domains/handoff/views/step.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.step.outlook.label ?? '办理', '预释放通知', '归程') },
]

export const loader = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.step' }, async (c) => ({
  step: await readNoticeStep(c),
  draft: c.draft,
}))

export const action = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.step' }, async (c) =>
  redirect(
    `/handoff/notices/${c.params.id}?${await takeStep(releaseNotice, c, { id: c.params.id, step: c.params.step, form: c.form })}`,
  ),
)

export default function Step() {
  const { step, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StepPage data={step} lastResult={last ?? draft} />
}
