import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { proposeGuardianship } from '~/domains/children/open/propose-guardianship.server'
import { ProposeGuardianshipPage } from '~/domains/children/pages/guardianship'
import { readProposeForm } from '~/domains/children/views/guardianship.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('提出民政监护', '留守儿童', '归程') }]

export const loader = guarded(
  { kind: 'guardianship', verb: 'write', audit: 'guardianship.new', roles: ['CD', 'CS'] },
  async (c) => ({ data: await readProposeForm(c) }),
)

export const action = guarded(
  { kind: 'guardianship', verb: 'write', audit: 'guardianship.new', roles: ['CD', 'CS'] },
  async (c) => redirect(`/children/guardianship/${await proposeGuardianship(c, c.params.id, c.form)}?done=propose`),
)

export default function Propose() {
  const { data } = useLoaderData<typeof loader>()
  return <ProposeGuardianshipPage data={data} lastResult={useActionData<{ lastResult?: LastResult }>()?.lastResult} />
}
