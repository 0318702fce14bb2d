import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FiguresPage } from '~/casefile/figures/pages/figures'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { childFigures } from '~/domains/children/figures/child-figures.server'
import { figureReaders } from '~/domains/children/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'list', audit: 'children.statistics', roles: figureReaders },
  async (c) => ({
    page: await viewFigures(childFigures, c, c.url),
  }),
)

export default function Statistics() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}
