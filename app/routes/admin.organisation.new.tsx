import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { NewPlacePage } from '~/orgs/pages/new-place-page'
import { addRegion, addUnit, newPlaceForm } from '~/orgs/places/add-place.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('新增机构', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.organisation', roles: ['AD'] }, async (c) => ({
  ...(await newPlaceForm(c, c.url.searchParams)),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.organisation.add', roles: ['AD'] },
  async (c) => {
    const at = c.url.searchParams.get('at')
    const code = c.form.get('_intent') === 'unit' ? await addUnit(c, at, c.form) : await addRegion(c, at, c.form)
    return redirect(`/admin/organisation/${code}?done=added`)
  },
)

export default function NewPlace() {
  const { draft, ...page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewPlacePage {...page} lastResult={last ?? draft} />
}
