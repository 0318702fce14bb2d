import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { FiguresPrint } from '~/casefile/figures/pages/figures-print'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { reliefKinds } from '~/domains/menu'
import { figuresAt } from '~/domains/relief/views/figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印统计', '救助补助', '归程') }]

export const loader = guarded(
  { kind: reliefKinds, verb: 'print', audit: 'relief.statistics.print', fresh: true },
  async (c) => {
    const { set } = figuresAt(c)
    await logAccess(c.db, c.actor, { event: 'print', data: { what: `${set.kind}.statistics` } })
    return { page: await viewFigures(set, c, c.url) }
  },
)

export default function PrintStatistics() {
  return <FiguresPrint {...useLoaderData<typeof loader>()} />
}
