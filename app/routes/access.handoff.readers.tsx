import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReadersPage } from '~/access/pages/readers'
import { whoOpened } from '~/access/who-opened.server'
import { places } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('谁看过此档案', '归程') }]

export const loader = guarded({ kind: 'handoff', verb: 'read', audit: 'handoff.readers' }, async (c) => {
  const { file, readings } = await whoOpened(c, 'handoff', c.params.id)
  return { caseNo: file.caseNo, readings, base: `${places.handoff.path}/${file.id}` }
})

export default function Readers() {
  const data = useLoaderData<typeof loader>()
  return <ReadersPage {...data} place={places.handoff} accessHref={`${data.base}/access`} />
}
