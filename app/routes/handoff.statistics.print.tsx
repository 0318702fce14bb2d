import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { FiguresPrint } from '~/casefile/figures/pages/figures-print'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印统计', '安置帮教', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'print', audit: 'handoff.statistics.print', fresh: true },
  async (c) => {
    await logAccess(c.db, c.actor, { event: 'print', data: { what: 'handoff.statistics' } })
    return { page: await viewFigures(handoffFigures, c, c.url) }
  },
)

export default function PrintStatistics() {
  return <FiguresPrint {...useLoaderData<typeof loader>()} />
}
