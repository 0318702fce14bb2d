import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReturnPage } from '~/casefile/returns/pages/return'
import { readReturn } from '~/casefile/returns/read-return.server'
import { isReturnAct, returnActs } from '~/casefile/returns/state'
import { takeReturnAct } from '~/casefile/returns/take-act.server'
import { reporters } from '~/domains/menu'
import { returnForms } from '~/domains/returns.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${data.data.period.label}${data.data.title}` : '报表', '归程') },
]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'reports.one', roles: reporters }, async (c) => {
  const done = c.url.searchParams.get('done')
  return {
    data: await readReturn(returnForms, c, c.params.id),
    token: c.token,
    draft: c.draft,
    done: isReturnAct(done) ? returnActs[done] : null,
  }
})

export const action = guarded(
  { kind: null, verb: 'desk', audit: 'reports.act', roles: reporters, fresh: true },
  async (c) => redirect(await takeReturnAct(returnForms, c, c.params.id, c.form)),
)

export default function Return() {
  const { draft, ...page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReturnPage {...page} lastResult={last ?? draft} />
}
