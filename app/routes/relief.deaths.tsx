import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readDeathLists } from '~/domains/relief/deaths/lists.server'
import { receiveDeaths } from '~/domains/relief/deaths/receive-list.server'
import { DeathListsPage } from '~/domains/relief/pages/deaths'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('死亡名单', '救助补助', '归程') }]

const spec = { kind: 'relief_dibao', audit: 'relief.deaths', roles: ['CK'] } as const

export const loader = guarded({ ...spec, verb: 'list' }, async (c) => ({
  data: await readDeathLists(c),
  token: c.token,
}))

export const action = guarded({ ...spec, verb: 'write', fresh: true }, async (c) => {
  await receiveDeaths(c, c.form)
  return redirect('/relief/deaths')
})

export default function Deaths() {
  const { data, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <DeathListsPage data={data} token={token} lastResult={last} />
}
