import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { reliefKinds } from '~/domains/menu'
import { ReliefList } from '~/domains/relief/pages/list'
import { listedKind, readReliefList } from '~/domains/relief/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.label ?? '救助补助', '救助补助', '归程') },
]

export const loader = guarded({ kind: reliefKinds, verb: 'list', audit: 'relief.list' }, async (c) => ({
  data: await readReliefList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: reliefKinds, verb: 'list', audit: 'relief.names' }, async (c) =>
  redirect(await showNames(c, listedKind(c, c.url), c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <ReliefList data={data} token={token} />
}
