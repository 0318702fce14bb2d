import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReadersPage } from '~/access/pages/readers'
import { whoOpened } from '~/access/who-opened.server'
import { fileAt } from '~/domains/file-at.server'
import { kindsAt } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('谁看过此档案', '归程') }]

export const loader = guarded({ kind: kindsAt, verb: 'read', audit: 'file.readers' }, async (c) => {
  const { kind, place, base } = await fileAt(c, 'read')
  const { file, readings } = await whoOpened(c, kind, c.params.id)
  const accessHref = kind === 'release_notice' || kind === 'household' ? undefined : `${base}/access`
  return { caseNo: file.caseNo, fileToken: file.fileToken, readings, base, place, accessHref }
})

export default function Readers() {
  return <ReadersPage {...useLoaderData<typeof loader>()} />
}
