import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FiguresPage } from '~/casefile/figures/pages/figures'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { intakeFigures } from '~/domains/window/figures/intake-figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '一口受理', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'list', audit: 'intake.statistics' }, async (c) => ({
  page: await viewFigures(intakeFigures, c, c.url),
}))

export default function Statistics() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}
