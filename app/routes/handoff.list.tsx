import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { HandoffList } from '~/domains/handoff/pages/list'
import { readHandoffList } from '~/domains/handoff/views/list.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.list', replica: true }, async (c) => ({
  data: await readHandoffList(c, c.url),
  token: c.token,
  today: c.actor.today,
}))

export const action = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.names' }, async (c) =>
  redirect(await showNames(c, 'handoff', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token, today } = useLoaderData<typeof loader>()
  return <HandoffList data={data} token={token} today={today} />
}
