import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewIntakePage } from '~/domains/window/pages/new'
import { readNew, takeIn } from '~/domains/window/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('受理登记', '一口受理', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'write', audit: 'intake.new', roles: ['IC'] }, async (c) => ({
  data: readNew(c),
}))

export const action = guarded({ kind: 'intake', verb: 'write', audit: 'intake.new', roles: ['IC'] }, async (c) =>
  redirect(await takeIn(c)),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  return <NewIntakePage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
