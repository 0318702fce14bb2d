import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { correct } from '~/casefile/correct.server'
import { CorrectionForm } from '~/casefile/ui/correction-form'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { movedQuery } from '~/casefile/ui/read-correction.server'
import { versionOf } from '~/casefile/ui/take-step.server'
import { releaseNotice } from '~/domains/handoff/domain.server'
import { readCorrectionForm } from '~/domains/handoff/views/forms.server'
import { CorrectionField } from '~/domains/handoff/pages/correction-fields'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('更正', '预释放通知', '归程') }]

export const loader = guarded(
  { kind: 'release_notice', verb: 'write', audit: 'release_notice.correct' },
  async (c) => ({ page: await readCorrectionForm('release_notice', releaseNotice, c), draft: c.draft }),
)

export const action = guarded({ kind: 'release_notice', verb: 'write', audit: 'release_notice.correct' }, async (c) => {
  await fileToWork(releaseNotice, c, c.params.id)
  const { moved } = await correct(releaseNotice, c, { caseId: c.params.id, version: versionOf(c.form), form: c.form })
  return redirect(`/handoff/notices/${c.params.id}/correct?${movedQuery(String(c.form.get('field')), moved)}`)
})

export default function Correct() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <CorrectionForm {...page} self={`${page.back}/correct`} lastResult={last ?? draft}>
      {page.chosen && <CorrectionField field={page.chosen.field} regions={page.regions} />}
    </CorrectionForm>
  )
}
