import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { FiguresPrint } from '~/casefile/figures/pages/figures-print'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { readBeside } from '~/domains/children/figures/beside.server'
import { childFiguresOf } from '~/domains/children/figures/child-figures.server'
import { BesidePrint } from '~/domains/children/figures/pages/beside'
import { figureReaders } from '~/domains/children/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印统计', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'print', audit: 'children.statistics.print', roles: figureReaders, fresh: true },
  async (c) => {
    await logAccess(c.db, c.actor, { event: 'print', data: { what: 'children.statistics' } })
    const page = await viewFigures(childFiguresOf(c.actor.role), c, c.url)
    return { page, beside: await readBeside(c, { region: page.regionCode, day: page.day }) }
  },
)

export default function PrintStatistics() {
  const { page, beside } = useLoaderData<typeof loader>()
  return (
    <FiguresPrint page={page}>
      <BesidePrint tables={beside} />
    </FiguresPrint>
  )
}
