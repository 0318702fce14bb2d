import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { PickupsPrint } from '~/domains/handoff/pages/pickups'
import { readPickups } from '~/domains/handoff/views/pickups.server'
import { formatInstant } from '~/lib/dates'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印接回安排', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'print', audit: 'handoff.pickups.print', fresh: true },
  async (c) => {
    await logAccess(c.db, c.actor, { event: 'print', data: { what: 'handoff.pickups' } })
    return { data: await readPickups(c, c.url), printed: `打印：${c.actor.userName} ${formatInstant(c.actor.now)}` }
  },
)

export default function Print() {
  return <PickupsPrint {...useLoaderData<typeof loader>()} />
}
