import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewChildPage } from '~/domains/children/pages/new'
import { readNewChild, registerChild } from '~/domains/children/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登记儿童', '留守儿童', '归程') }]

export const loader = guarded({ kind: 'child', verb: 'write', audit: 'child.new', roles: ['CD', 'CS'] }, async (c) => ({
  data: await readNewChild(c),
}))

export const action = guarded({ kind: 'child', verb: 'write', audit: 'child.new', roles: ['CD', 'CS'] }, async (c) =>
  redirect(await registerChild(c)),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  return <NewChildPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
