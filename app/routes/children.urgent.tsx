import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { UrgentPage } from '~/domains/children/contact/pages/urgent-page'
import { raiseHelp, readHelp, settleHelp } from '~/domains/children/contact/raise-help.server'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('立即处置', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'read', audit: 'child.urgent', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => ({
    data: await readHelp(c, c.params.id),
    token: c.token,
    done: c.url.searchParams.has('done'),
  }),
)

export const action = guarded(
  { kind: 'child', verb: 'read', audit: 'child.urgent', roles: ['CD', 'CS', 'SP', 'ST'] },
  async (c) => {
    const raises = c.form.get('_intent') !== 'done'
    if (raises) await raiseHelp(c, c.params.id)
    else await settleHelp(c, c.form.get('task'))
    return redirect(`/children/urgent/${c.params.id}${raises ? '?done=1' : ''}`)
  },
)

export default function Urgent() {
  return <UrgentPage {...useLoaderData<typeof loader>()} />
}
