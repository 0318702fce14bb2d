import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { doneCode, doneWords } from '~/casefile/handover/done-words'
import { handOver } from '~/casefile/handover/hand-over.server'
import { HandoverPage } from '~/casefile/handover/pages/handover-page'
import { readHandover } from '~/casefile/handover/read-handover.server'
import { domains } from '~/domains'
import { heads } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('交接在办档案', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'access.handover', roles: heads }, async (c) => ({
  handover: await readHandover(domains, c, c.params.post, c.url.searchParams),
  done: doneWords(c.url.searchParams.get('done')),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'admin', audit: 'access.handover', roles: heads }, async (c) =>
  redirect(`${c.url.pathname}?done=${doneCode(await handOver(domains, c, c.params.post, c.form))}`),
)

export default function OneHandover() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  return <HandoverPage {...data} lastResult={last} />
}
