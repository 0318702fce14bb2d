import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { loadCase } from '~/casefile/load-case.server'
import { readCase } from '~/casefile/read.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import { giveConsent, mayConsent } from '~/people/give-consent.server'
import { listConsents } from '~/people/list-consents.server'
import { ConsentsPage } from '~/people/pages/consents-page'
import { withdrawConsent } from '~/people/withdraw-consent.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('同意书', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.consents' }, async (c) => {
  const { kind, place, base } = await fileAt(c, 'read')
  const { file } = await readCase(c, kind, c.params.id, ['papers'])
  const consents = await listConsents(c, file)
  const mayWrite = mayConsent(c.actor, kind)
  return { caseNo: file.caseNo, base, place, consents, mayWrite, today: c.actor.today, token: c.token, draft: c.draft }
})

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.consents' }, async (c) => {
  const { kind } = await fileAt(c, 'write')
  const file = await loadCase(c.db, kind, c.params.id)
  if (c.form.get('_intent') === 'withdraw') await withdrawConsent(c, file, c.form.get('consent'))
  else await giveConsent(c, file, c.form)
  return redirect(c.url.pathname)
})

export default function Consents() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: LastResult }>()
  return <ConsentsPage {...data} lastResult={answer?.lastResult ?? draft} />
}
