import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { authoriseView, endView, readParties } from '~/access/authorise-view.server'
import { guarded } from '~/access/guard.server'
import { PartiesPage } from '~/access/pages/parties'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('查看权限', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.access' }, async (c) => {
  const { kind, place, base } = await fileAt(c, 'read')
  const { file, ...given } = await readParties(c, kind, c.params.id)
  return { ...given, caseNo: file.caseNo, base, place, min: c.actor.today, token: c.token, draft: c.draft }
})

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.access' }, async (c) => {
  const { kind } = await fileAt(c, 'write')
  if (c.form.get('_intent') === 'end') await endView(c, kind, c.params.id, c.form.get('party'))
  else await authoriseView(c, kind, c.params.id, c.form)
  return redirect(c.url.pathname)
})

export default function Access() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: typeof draft }>()
  return <PartiesPage {...data} lastResult={answer?.lastResult ?? draft} />
}
