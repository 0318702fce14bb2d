import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewDocumentPage } from '~/casefile/documents/pages/new-page'
import { issueFigurePaper, readNewFigurePaper } from '~/casefile/figures/new-figure-paper.server'
import { handoffFigures } from '~/domains/handoff/figures/handoff-figures.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('制发统计表', '统计', '安置帮教', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'list', audit: 'handoff.statistics.paper' }, async (c) => ({
  page: await readNewFigurePaper(handoffFigures, c, '/handoff/documents'),
}))

export const action = guarded(
  { kind: 'handoff', verb: 'write', audit: 'handoff.statistics.issue', fresh: true },
  async (c) => redirect(await issueFigurePaper(handoffFigures, c, '/handoff/documents')),
)

export default function NewStatistics() {
  const { page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewDocumentPage data={page} lastResult={last} />
}
