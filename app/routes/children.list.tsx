import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { ChildList } from '~/domains/children/pages/list'
import { readChildList } from '~/domains/children/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('留守儿童', '归程') }]

export const loader = guarded({ kind: 'child', verb: 'list', audit: 'child.list' }, async (c) => ({
  data: await readChildList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'child', verb: 'list', audit: 'child.names' }, async (c) =>
  redirect(await showNames(c, 'child', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <ChildList data={data} token={token} />
}
