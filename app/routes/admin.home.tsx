import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readAdminDesk } from '~/casefile/desk/admin-desk.server'
import { AdminDeskPage } from '~/casefile/desk/pages/admin-desk-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin', roles: ['AD'] }, async (c) => ({
  desk: await readAdminDesk(c),
}))

export default function AdminHome() {
  return <AdminDeskPage {...useLoaderData<typeof loader>()} />
}
