import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NominatePage } from '~/domains/children/legal/pages/nominate'
import { readNominate, takeNominate } from '~/domains/children/legal/views/nominate.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('登记推荐人选', '法治副校长', '归程') }]

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.new', roles: ['SP', 'EC'] },
  async (c) => ({ data: await readNominate(c), draft: c.draft }),
)

export const action = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.new', roles: ['SP', 'EC'] },
  async (c) => redirect(await takeNominate(c)),
)

export default function Nominate() {
  const { data, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NominatePage data={data} lastResult={last ?? draft} />
}
