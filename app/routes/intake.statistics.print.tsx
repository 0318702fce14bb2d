import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { FiguresPrint } from '~/casefile/figures/pages/figures-print'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { intakeFigures } from '~/domains/window/figures/intake-figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印统计', '一口受理', '归程') }]

export const loader = guarded(
  { kind: 'intake', verb: 'print', audit: 'intake.statistics.print', fresh: true },
  async (c) => {
    await logAccess(c.db, c.actor, { event: 'print', data: { what: 'intake.statistics' } })
    return { page: await viewFigures(intakeFigures, c, c.url) }
  },
)

export default function PrintStatistics() {
  return <FiguresPrint {...useLoaderData<typeof loader>()} />
}
