import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReadersPage } from '~/access/pages/readers'
import { whoOpened } from '~/access/who-opened.server'
import { places } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('谁看过此档案', '归程') }]

export const loader = guarded({ kind: 'release_notice', verb: 'read', audit: 'notices.readers' }, async (c) => {
  const { file, readings } = await whoOpened(c, 'release_notice', c.params.id)
  return { caseNo: file.caseNo, readings, base: `${places.release_notice.path}/${file.id}` }
})

export default function Readers() {
  return <ReadersPage {...useLoaderData<typeof loader>()} place={places.release_notice} />
}
