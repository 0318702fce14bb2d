import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FigureListPage } from '~/casefile/figures/pages/figure-list'
import { viewFigureList } from '~/casefile/figures/view-figure-list.server'
import { childFiguresOf } from '~/domains/children/figures/child-figures.server'
import { childKind } from '~/domains/children/child.kind'
import { showNames } from '~/casefile/lists/show-names.server'
import { figureReaders } from '~/domains/children/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('名单', '统计', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'list', audit: 'children.statistics.list', roles: figureReaders },
  async (c) => ({
    page: await viewFigureList(childFiguresOf(c.actor.role), childKind, c, c.url),
    token: c.token,
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'list', audit: 'children.names', roles: figureReaders },
  async (c) => redirect(await showNames(c, 'child', c.url, c.form.get('rows'))),
)

export default function FigureList() {
  return <FigureListPage {...useLoaderData<typeof loader>()} />
}
