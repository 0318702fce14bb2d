import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { PickupsPage } from '~/domains/handoff/pages/pickups'
import { readPickups } from '~/domains/handoff/views/pickups.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('接回看板', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'list', audit: 'handoff.pickups', replica: true },
  async (c) => ({
    data: await readPickups(c, c.url),
    token: c.token,
  }),
)

export const action = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.names' }, async (c) =>
  redirect(await showNames(c, 'handoff', c.url, c.form.get('rows'))),
)

export default function Pickups() {
  const { data, token } = useLoaderData<typeof loader>()
  return <PickupsPage data={data} token={token} />
}
