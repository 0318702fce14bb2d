import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HouseholdList } from '~/domains/window/pages/households'
import { readHouseholdList, showNames } from '~/domains/window/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('民情档案', '归程') }]

export const loader = guarded({ kind: 'household', verb: 'list', audit: 'household.list' }, async (c) => ({
  data: await readHouseholdList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'household', verb: 'list', audit: 'household.names' }, async (c) =>
  redirect(await showNames(c, 'household', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <HouseholdList data={data} token={token} />
}
