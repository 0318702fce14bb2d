import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { showNames } from '~/casefile/lists/show-names.server'
import { GuardianshipList } from '~/domains/children/pages/guardianship'
import { readGuardianshipList } from '~/domains/children/views/guardianship.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('民政监护', '归程') }]

export const loader = guarded({ kind: 'guardianship', verb: 'list', audit: 'guardianship.list' }, async (c) => ({
  data: await readGuardianshipList(c, c.url),
  token: c.token,
}))

export const action = guarded({ kind: 'guardianship', verb: 'list', audit: 'guardianship.names' }, async (c) =>
  redirect(await showNames(c, 'guardianship', c.url, c.form.get('rows'))),
)

export default function List() {
  const { data, token } = useLoaderData<typeof loader>()
  return <GuardianshipList data={data} token={token} />
}
