import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FigureListPage } from '~/casefile/figures/pages/figure-list'
import { viewFigureList } from '~/casefile/figures/view-figure-list.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { reliefKinds } from '~/domains/menu'
import { figuresAt } from '~/domains/relief/views/figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('名单', '统计', '救助补助', '归程') }]

export const loader = guarded({ kind: reliefKinds, verb: 'list', audit: 'relief.statistics.list' }, async (c) => {
  const { set, kind } = figuresAt(c)
  return { page: await viewFigureList(set, kind, c, c.url), token: c.token }
})

export const action = guarded({ kind: reliefKinds, verb: 'list', audit: 'relief.names' }, async (c) =>
  redirect(await showNames(c, figuresAt(c).kind.name, c.url, c.form.get('rows'))),
)

export default function FigureList() {
  return <FigureListPage {...useLoaderData<typeof loader>()} />
}
