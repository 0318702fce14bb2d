import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewPage } from '~/domains/handoff/pages/new'
import { openNew, readNewForm, wayOf } from '~/domains/handoff/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登记人员', '安置帮教', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'write', audit: 'handoff.new', roles: ['TJ', 'JC'] },
  async (c) => ({ data: await readNewForm(c, wayOf(c.url)) }),
)

export const action = guarded(
  { kind: 'handoff', verb: 'write', audit: 'handoff.new', roles: ['TJ', 'JC'] },
  async (c) => redirect(await openNew(c, wayOf(c.url))),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  return <NewPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
