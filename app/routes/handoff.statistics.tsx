import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FiguresPage } from '~/casefile/figures/pages/figures'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '安置帮教', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'list', audit: 'handoff.statistics', replica: true },
  async (c) => ({
    page: await viewFigures(handoffFigures, c, c.url),
  }),
)

export default function Statistics() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}
