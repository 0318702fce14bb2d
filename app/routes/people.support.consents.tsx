import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { loadCase } from '~/casefile/load-case.server'
import { readCase } from '~/casefile/read.server'
import { places } from '~/domains/menu'
import { giveConsent, mayConsent } from '~/people/give-consent.server'
import { listConsents } from '~/people/list-consents.server'
import { ConsentsPage } from '~/people/pages/consents-page'
import { withdrawConsent } from '~/people/withdraw-consent.server'
import { pageTitle } from '~/ui/page'
import type { LastResult } from '~/ui/form'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('同意书', '归程') }]

export const loader = guarded({ kind: 'support', verb: 'read', audit: 'support.consents' }, async (c) => {
  const { file } = await readCase(c, 'support', c.params.id, ['papers'])
  const mayWrite = mayConsent(c.actor, 'support')
  return {
    caseNo: file.caseNo,
    base: `${places.support.path}/${file.id}`,
    consents: await listConsents(c, file),
    mayWrite,
    today: c.actor.today,
    token: c.token,
    draft: c.draft,
  }
})

export const action = guarded({ kind: 'support', verb: 'write', audit: 'support.consents' }, async (c) => {
  const file = await loadCase(c.db, 'support', c.params.id)
  if (c.form.get('_intent') === 'withdraw') await withdrawConsent(c, file, c.form.get('consent'))
  else await giveConsent(c, file, c.form)
  return redirect(c.url.pathname)
})

export default function Consents() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: LastResult }>()
  return <ConsentsPage {...data} place={places.support} lastResult={answer?.lastResult ?? draft} />
}
