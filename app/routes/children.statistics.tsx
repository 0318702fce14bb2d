import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FiguresPage } from '~/casefile/figures/pages/figures'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { readBeside } from '~/domains/children/figures/beside.server'
import { childFiguresOf } from '~/domains/children/figures/child-figures.server'
import { Beside } from '~/domains/children/figures/pages/beside'
import { figureReaders } from '~/domains/children/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'list', audit: 'children.statistics', roles: figureReaders },
  async (c) => {
    const page = await viewFigures(childFiguresOf(c.actor.role), c, c.url)
    return { page, beside: await readBeside(c, { region: page.regionCode, day: page.day }) }
  },
)

export default function Statistics() {
  const { page, beside } = useLoaderData<typeof loader>()
  return (
    <FiguresPage page={page}>
      <Beside tables={beside} />
    </FiguresPage>
  )
}
