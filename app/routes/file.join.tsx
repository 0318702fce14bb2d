import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { joinSamePerson } from '~/casefile/join.server'
import { JoinPage } from '~/casefile/ui/join-page'
import { readJoinForm } from '~/casefile/ui/read-forms.server'
import { fileToWork } from '~/casefile/ui/read-outlook.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('合并同一人的档案', data?.page.place ?? '', '归程') },
]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.join' }, async (c) => ({
  page: await readJoinForm(await fileAt(c, 'write'), c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.join' }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  await fileToWork(domain, c, c.params.id)
  const text = (name: string) => String(c.form.get(name) ?? '')
  await joinSamePerson(domain, c, {
    caseId: c.params.id,
    otherNo: text('otherNo'),
    reason: text('reason').slice(0, 500),
  })
  return redirect(`${base}?done=joined`)
})

export default function Join() {
  const { page, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <JoinPage {...page} lastResult={last ?? draft} />
}
