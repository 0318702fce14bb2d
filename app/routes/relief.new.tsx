import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { openers, reliefKinds } from '~/domains/menu'
import { NewPage } from '~/domains/relief/pages/new'
import { NewAidPage } from '~/domains/relief/pages/new-aid'
import { newKindOf, openNew, readNewForm } from '~/domains/relief/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('受理申请', '救助补助', '归程') }]

export const loader = guarded({ kind: reliefKinds, verb: 'write', audit: 'relief.new', roles: openers }, async (c) => ({
  data: await readNewForm(c, newKindOf(c)),
}))

export const action = guarded({ kind: reliefKinds, verb: 'write', audit: 'relief.new', roles: openers }, async (c) =>
  redirect(await openNew(c, newKindOf(c))),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  const Page = data.kind === 'relief_temp' || data.kind === 'relief_dibao' ? NewPage : NewAidPage
  return <Page data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
