import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readRefer, sendFrom } from '~/casefile/referrals/read-refer.server'
import { ReferPage } from '~/casefile/ui/refer-page'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('转介', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'write', audit: 'file.refer' }, async (c) => ({
  data: await readRefer(await fileAt(c, 'write'), c),
  draft: c.draft,
}))

export const action = guarded({ kind: kindsAt, verb: 'write', audit: 'file.refer' }, async (c) => {
  const { domain, base } = await fileAt(c, 'write')
  await sendFrom(domain, c)
  return redirect(`${base}?done=refer`)
})

export default function Refer() {
  const { data, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReferPage data={data} lastResult={last ?? draft} />
}
