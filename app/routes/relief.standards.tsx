import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { StandardsPage } from '~/domains/relief/pages/standards'
import { actOnStandards, readStandards } from '~/domains/relief/standards/standards.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('低保标准', '救助补助', '归程') }]

const spec = { kind: 'relief_dibao', audit: 'relief.standards', roles: ['CK', 'CA'] } as const

export const loader = guarded({ ...spec, verb: 'list' }, async (c) => ({
  data: await readStandards(c),
  done: c.url.searchParams.has('done'),
}))

export const action = guarded({ ...spec, verb: 'write', fresh: true }, async (c) => {
  await actOnStandards(c)
  return redirect('/relief/standards?done=1')
})

export default function Standards() {
  const { data, done } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <StandardsPage data={data} done={done} lastResult={last} />
}
