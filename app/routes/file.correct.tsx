import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { correct } from '~/casefile/correct.server'
import { CorrectionField } from '~/casefile/ui/correction-field'
import { CorrectionForm } from '~/casefile/ui/correction-form'
import { movedQuery } from '~/casefile/ui/read-correction.server'
import { readCorrectionForm } from '~/casefile/ui/read-forms.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { versionOf } from '~/casefile/ui/take-step.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('更正', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.correct' }, async (c) => ({
  page: await readCorrectionForm(await fileAt(c, 'write'), c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.correct' }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  await fileToWork(domain, c, c.params.id)
  const { moved } = await correct(domain, c, { caseId: c.params.id, version: versionOf(c.form), form: c.form })
  return redirect(`${base}/correct?${movedQuery(String(c.form.get('field')), moved)}`)
})

export default function Correct() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <CorrectionForm {...page} self={`${page.back}/correct`} lastResult={last ?? draft}>
      {page.chosen && <CorrectionField input={page.chosen.input} />}
    </CorrectionForm>
  )
}
