import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { FiguresPage } from '~/casefile/figures/pages/figures'
import { viewFigures } from '~/casefile/figures/view-figures.server'
import { reliefKinds } from '~/domains/menu'
import { figuresAt } from '~/domains/relief/views/figures.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('统计', '救助补助', '归程') }]

export const loader = guarded({ kind: reliefKinds, verb: 'list', audit: 'relief.statistics' }, async (c) => ({
  page: await viewFigures(figuresAt(c).set, c, c.url),
}))

export default function Statistics() {
  return <FiguresPage {...useLoaderData<typeof loader>()} />
}
