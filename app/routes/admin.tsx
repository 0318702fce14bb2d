import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { AdminHomePage } from '~/access/pages/admin-home'
import { homeRoles, readAdminHome } from '~/domains/admin-home.server'
import { roleWords } from '~/casefile/desk/role-words'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin', roles: homeRoles }, async (c) => ({
  lines: await readAdminHome(c),
  title: roleWords(c.actor.role).title,
  sub: roleWords(c.actor.role).lines[0] ?? '',
}))

export default function AdminHome() {
  return <AdminHomePage {...useLoaderData<typeof loader>()} />
}
