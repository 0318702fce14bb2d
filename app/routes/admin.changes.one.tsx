import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ChangePage } from '~/casefile/rule-changes/pages/change-page'
import { spansOf } from '~/casefile/rule-changes/read-calendar.server'
import { lineFilters, readChange } from '~/casefile/rule-changes/read-change.server'
import { stepChange } from '~/casefile/rule-changes/step-change.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('变更与日期', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.changes', roles: ['AD', 'SE'] }, async (c) => {
  const page = await readChange(c, c.params.change, c.url.searchParams)
  const filters = Object.entries(lineFilters).map(([value, { label }]) => ({ value, label }))
  return { page, filters, spans: spansOf(page.days), token: c.token }
})

/** Confirming approves: the identity is checked again. */
export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.changes.step', roles: ['AD', 'SE'], fresh: true },
  async (c) => {
    await stepChange(c, c.params.change, c.form)
    return redirect(c.url.pathname)
  },
)

export default function Change() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ChangePage {...useLoaderData<typeof loader>()} lastResult={last} />
}
