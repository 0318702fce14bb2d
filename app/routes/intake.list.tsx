import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { IntakeList } from '~/domains/window/pages/list'
import { readIntakeList, showNames } from '~/domains/window/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('一口受理', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'list', audit: 'intake.list' }, async (c) => ({
  data: await readIntakeList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'intake', verb: 'list', audit: 'intake.names' }, async (c) =>
  redirect(await showNames(c, 'intake', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <IntakeList data={data} token={token} />
}
