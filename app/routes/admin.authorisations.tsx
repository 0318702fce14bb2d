import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { AllAuthorisationsPage } from '~/orgs/pages/all-authorisations'
import { authorisationStates, listAuthorisations, revokeAuthorisation } from '~/orgs/posts/list-authorisations.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('常设授权', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'admin.authorisations', roles: ['SE'] },
  async (c) => ({
    list: await listAuthorisations(c, c.url.searchParams),
    states: Object.entries(authorisationStates).map(([value, label]) => ({ value, label })),
    done: c.url.searchParams.get('done') === 'revoked',
    token: c.token,
  }),
)

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'admin.authorisations', roles: ['SE'], fresh: true },
  async (c) => {
    await revokeAuthorisation(c, c.form.get('post'))
    return redirect('/admin/authorisations?done=revoked')
  },
)

export default function Authorisations() {
  return <AllAuthorisationsPage {...useLoaderData<typeof loader>()} />
}
