import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { limitOf } from '~/access/authorise-limits.server'
import { BREAK_GLASS, breakGlass } from '~/access/break-glass.server'
import { guarded } from '~/access/guard.server'
import { BreakGlassPage } from '~/access/pages/break-glass'
import { breakers, isPlace, places } from '~/domains/menu'
import { pageTitle } from '~/ui/page'
import type { LastResult } from '~/ui/form'

export const meta: MetaFunction = () => [{ title: pageTitle('紧急查看', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: BREAK_GLASS, roles: breakers }, async (c) => ({
  minutes: (await limitOf(c.db, 'X.break_glass', c.actor.today)).value,
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'admin', audit: BREAK_GLASS, roles: breakers }, async (c) => {
  const opened = await breakGlass(c, c.form)
  return redirect(isPlace(opened.kind) ? `${places[opened.kind].path}/${opened.caseId}` : '/')
})

export default function BreakGlass() {
  const { draft, ...given } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <BreakGlassPage {...given} lastResult={last ?? draft} />
}
