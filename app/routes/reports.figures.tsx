import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { CellsPage } from '~/casefile/figures/pages/cells'
import { viewCells } from '~/casefile/figures/view-cells.server'
import { allSumReaders, figureSets } from '~/domains/figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'list', audit: 'reports.figures', roles: allSumReaders, replica: true },
  async (c) => ({ page: await viewCells(figureSets, c, c.url) }),
)

export default function Figures() {
  return <CellsPage {...useLoaderData<typeof loader>()} />
}
