import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { approvers, reliefKinds } from '~/domains/menu'
import { DeskPage } from '~/domains/relief/pages/desk'
import { approveRechecks, readDesk } from '~/domains/relief/views/desk.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('审批台', '救助补助', '归程') }]

export const loader = guarded(
  { kind: reliefKinds, verb: 'list', audit: 'relief.desk', roles: approvers },
  async (c) => ({
    data: await readDesk(c, c.url),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: reliefKinds, verb: 'write', audit: 'relief.batch', roles: ['CA'], fresh: true },
  async (c) => {
    const n = await approveRechecks(c, c.form.getAll('proposal').map(String))
    return redirect(`/relief/desk?kind=relief_dibao&approved=${n}`)
  },
)

export default function Desk() {
  const { data, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DeskPage data={data} token={token} lastResult={last} />
}
