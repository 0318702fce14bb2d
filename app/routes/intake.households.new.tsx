import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewHouseholdPage } from '~/domains/window/pages/households'
import { openCard, readNew } from '~/domains/window/views/new.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('建户', '民情档案', '归程') }]

export const loader = guarded({ kind: 'household', verb: 'write', audit: 'household.new' }, async (c) => ({
  data: readNew(c),
}))

export const action = guarded({ kind: 'household', verb: 'write', audit: 'household.new' }, async (c) =>
  redirect(await openCard(c)),
)

export default function New() {
  const { data } = useLoaderData<typeof loader>()
  return <NewHouseholdPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
