import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { assignFile } from '~/casefile/assign.server'
import { DeskPage } from '~/casefile/desk/pages/desk-page'
import { readDesk } from '~/casefile/desk/read-desk.server'
import { domainOf, domains } from '~/domains'
import { homes } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('我的工作', '归程') }]

const done: Record<string, string> = {
  taken: '已接手，这份档案在“我经办的”。',
  given: '已交给同事，会出现在对方的“新分派”。',
}

export const loader = guarded({ kind: null, verb: 'desk', audit: 'desk' }, async (c) => {
  const home = homes[c.actor.role]
  if (home) return redirect(home)
  const told = done[c.url.searchParams.get('done') ?? '']
  return { desk: await readDesk(domains, c, c.url.searchParams), done: told, token: c.token }
})

/** Takes a newly arrived file over, or gives it to a colleague. */
export const action = guarded({ kind: null, verb: 'desk', audit: 'desk.assign' }, async (c) => {
  const text = (name: string) => String(c.form.get(name) ?? '')
  await assignFile(domainOf(c.form.get('kind')), c, { caseId: text('case'), to: text('to'), from: text('from') })
  return redirect(`/?tab=inbox&done=${text('to') === c.actor.postId ? 'taken' : 'given'}`)
})

export default function Desk() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DeskPage {...useLoaderData<typeof loader>()} lastResult={last} />
}
