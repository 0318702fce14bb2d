import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FigureListPage } from '~/casefile/figures/pages/figure-list'
import { viewFigureList } from '~/casefile/figures/view-figure-list.server'
import { intakeFigures } from '~/domains/window/figures/intake-figures.server'
import { intakeKind } from '~/domains/window/intake.kind'
import { showNames } from '~/domains/window/views/list.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('名单', '统计', '一口受理', '归程') }]

export const loader = guarded({ kind: 'intake', verb: 'list', audit: 'intake.statistics.list' }, async (c) => ({
  page: await viewFigureList(intakeFigures, intakeKind, c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'intake', verb: 'list', audit: 'intake.names' }, async (c) =>
  redirect(await showNames(c, 'intake', c.url, c.form.get('rows'))),
)

export default function FigureList() {
  return <FigureListPage {...useLoaderData<typeof loader>()} />
}
