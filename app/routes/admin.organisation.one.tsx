import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { refused } from '~/lib/errors'
import { PlacePage } from '~/orgs/pages/place-page'
import { closePlace } from '~/orgs/places/close-place.server'
import { readPlace } from '~/orgs/places/read-place.server'
import { renamePlace } from '~/orgs/places/rename-place.server'
import { saveGrid } from '~/orgs/places/save-grid.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.place.name ?? '', '机构', '归程') },
]

const done: Record<string, string> = {
  added: '已新增。',
  rename: '已改名，原来的名称仍可查到。',
  close: '已撤销。',
  grid: '网格已保存。',
}

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  place: await readPlace(c, c.params.code),
  today: c.actor.today,
  done: done[c.url.searchParams.get('done') ?? ''],
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation.change', roles: ['AD'] },
  async (c) => {
    const intent = String(c.form.get('_intent'))
    if (intent === 'rename') await renamePlace(c, c.params.code, c.form)
    else if (intent === 'close') await closePlace(c, c.params.code, c.form)
    else if (intent === 'grid') await saveGrid(c, c.params.code, c.form)
    else throw refused()
    return redirect(`${c.url.pathname}?done=${intent}`)
  },
)

export default function Place() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <PlacePage {...useLoaderData<typeof loader>()} lastResult={last} sent={last?.initialValue?._intent as string} />
  )
}
