import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { addMaterial } from '~/domains/children/legal/library/materials.server'
import { NewMaterialPage } from '~/domains/children/legal/pages/library'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('添加资料', '法治资料库', '归程') }]

export const loader = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.materials.new', roles: ['LV', 'SP'] },
  async (c) => ({ token: c.token, draft: c.draft }),
)

export const action = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.materials.new', roles: ['LV', 'SP'] },
  async (c) => {
    await addMaterial(c)
    return redirect('/children/legal-education/materials?done=added')
  },
)

export default function NewMaterial() {
  const { token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <NewMaterialPage token={token} lastResult={last ?? draft} />
}
