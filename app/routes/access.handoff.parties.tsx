import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { authoriseView, endView, readParties } from '~/access/authorise-view.server'
import { guarded } from '~/access/guard.server'
import { PartiesPage } from '~/access/pages/parties'
import { places } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('查看权限', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.access' }, async (c) => {
  const { file, ...given } = await readParties(c, 'handoff', c.params.id)
  return {
    ...given,
    caseNo: file.caseNo,
    base: `${places.handoff.path}/${file.id}`,
    min: c.actor.today,
    token: c.token,
    draft: c.draft,
  }
})

export const action = guarded({ kind: 'handoff', verb: 'write', audit: 'handoff.access' }, async (c) => {
  if (c.form.get('_intent') === 'end') await endView(c, 'handoff', c.params.id, c.form.get('party'))
  else await authoriseView(c, 'handoff', c.params.id, c.form)
  return redirect(c.url.pathname)
})

export default function Parties() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: typeof draft }>()
  return <PartiesPage {...data} place={places.handoff} lastResult={answer?.lastResult ?? draft} />
}
