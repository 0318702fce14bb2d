import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { SupportList } from '~/domains/handoff/pages/support-list'
import { showNames } from '~/casefile/lists/show-names.server'
import { readSupportList } from '~/domains/handoff/views/support.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('帮扶服务', '归程') }]

export const loader = guarded({ kind: 'support', verb: 'list', audit: 'support.list', replica: true }, async (c) => ({
  data: await readSupportList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'support', verb: 'list', audit: 'support.names' }, async (c) =>
  redirect(await showNames(c, 'support', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <SupportList data={data} token={token} />
}
