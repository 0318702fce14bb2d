import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FigureListPage } from '~/casefile/figures/pages/figure-list'
import { viewFigureList } from '~/casefile/figures/view-figure-list.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { handoffKind } from '~/domains/handoff/handoff.kind'
import { showNames } from '~/casefile/lists/show-names.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('名单', '统计', '安置帮教', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'list', audit: 'handoff.statistics.list', replica: true },
  async (c) => ({
    page: await viewFigureList(handoffFigures, handoffKind, c, c.url),
    token: c.token,
  }),
)

export const action = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.names' }, async (c) =>
  redirect(await showNames(c, 'handoff', c.url, c.form.get('rows'))),
)

export default function FigureList() {
  return <FigureListPage {...useLoaderData<typeof loader>()} />
}
