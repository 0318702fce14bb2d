import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readLibrary, reviewOne } from '~/domains/children/legal/library/materials.server'
import { LibraryPage } from '~/domains/children/legal/pages/library'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('法治资料库', '归程') }]

export const loader = guarded({ kind: 'legal_lesson', verb: 'list', audit: 'legal_lesson.materials' }, async (c) => ({
  data: await readLibrary(c),
  token: c.token,
}))

export const action = guarded(
  { kind: 'legal_lesson', verb: 'write', audit: 'legal_lesson.materials', roles: ['EC'] },
  async (c) => {
    await reviewOne(c)
    return redirect('/children/legal-education/materials?done=reviewed')
  },
)

export default function Library() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const reviewed = last?.initialValue?.id
  return (
    <LibraryPage
      {...useLoaderData<typeof loader>()}
      reviewed={typeof reviewed === 'string' ? reviewed : null}
      lastResult={last}
    />
  )
}
