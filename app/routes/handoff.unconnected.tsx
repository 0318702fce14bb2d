import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { UnconnectedPage } from '~/domains/handoff/pages/unconnected'
import { showNames } from '~/casefile/lists/show-names.server'
import { readUnconnected } from '~/domains/handoff/views/unconnected.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('未衔接名单', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'list', audit: 'handoff.unconnected', replica: true },
  async (c) => ({
    data: await readUnconnected(c, c.url),
    token: c.token,
  }),
)

export const action = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.names' }, async (c) =>
  redirect(await showNames(c, 'handoff', c.url, c.form.get('rows'))),
)

export default function Unconnected() {
  const { data, token } = useLoaderData<typeof loader>()
  return <UnconnectedPage data={data} token={token} />
}
