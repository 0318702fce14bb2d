import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reliefKinds } from '~/domains/menu'
import { NewPage } from '~/domains/relief/pages/new'
import { newKindOf, openNew, readNewForm } from '~/domains/relief/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('受理申请', '救助补助', '归程') }]

export const loader = guarded({ kind: reliefKinds, verb: 'write', audit: 'relief.new', roles: ['CC'] }, async (c) => ({
  data: await readNewForm(c, newKindOf(c.url)),
}))

export const action = guarded({ kind: reliefKinds, verb: 'write', audit: 'relief.new', roles: ['CC'] }, async (c) =>
  redirect(await openNew(c, newKindOf(c.url))),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  return <NewPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
