import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { authorisePost, staffOf, withdrawAuthorisation } from '~/access/authorise.server'
import { endDeputy, listDeputies, nameDeputy } from '~/access/deputy.server'
import { guarded } from '~/access/guard.server'
import { AuthorisationsPage } from '~/access/pages/authorisations'
import { refused } from '~/lib/errors'
import { heads } from '~/domains/menu'
import { roles } from '~/access/roles'
import { pageTitle } from '~/ui/page'
import type { LastResult } from '~/ui/form'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('授权与代理', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'access.authorisations', roles: heads },
  async (c) => ({
    staff: await staffOf(c),
    deputies: await listDeputies(c),
    today: c.actor.today,
    roleLabel: roles[c.actor.role],
    token: c.token,
    draft: c.draft,
  }),
)

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'access.authorisations', roles: heads, fresh: true },
  async (c) => {
    const intent = c.form.get('_intent')
    if (intent === 'authorise') await authorisePost(c, c.form)
    else if (intent === 'withdraw') await withdrawAuthorisation(c, c.form.get('post'))
    else if (intent === 'deputy') await nameDeputy(c, c.form)
    else if (intent === 'end-deputy') await endDeputy(c, c.form.get('post'))
    else throw refused()
    return redirect(c.url.pathname)
  },
)

export default function Authorisations() {
  const { draft, ...data } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult ?? draft
  return <AuthorisationsPage {...data} lastResult={last} sent={last?.initialValue?._intent as string | undefined} />
}
