import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { AdminHomePage } from '~/access/pages/admin-home'
import { isLogSound } from '~/audit/chain/read-chain.server'
import { readAdminDesk } from '~/casefile/desk/admin-desk.server'
import { AdminDeskPage } from '~/casefile/desk/pages/admin-desk-page'
import { roleWords } from '~/casefile/desk/role-words'
import { homeRoles, readAdminHome } from '~/domains/admin-home.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('管理', '归程') }]

/** The first page of each administrator: the system's one sees accounts and machinery, the security's one rights. */
export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin', roles: ['AD', ...homeRoles] }, async (c) => {
  const words = roleWords(c.actor.role)
  const system = c.actor.role === 'AD'
  return {
    desk: system ? await readAdminDesk(c) : null,
    lines: system ? [] : await readAdminHome(c),
    title: words.title,
    sub: words.lines[0] ?? '',
    logBroken: c.actor.role === 'SE' && (await isLogSound(c.db)) === false,
  }
})

export default function AdminHome() {
  const { desk, ...home } = useLoaderData<typeof loader>()
  return desk ? <AdminDeskPage desk={desk} /> : <AdminHomePage {...home} />
}
