import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { judge } from '~/access/policy'
import { breakers, places } from '~/domains/menu'
import { findKind } from '~/domains/find-kind.server'
import { SearchPage } from '~/people/pages/search'
import { passForNames, searchPeople } from '~/people/search-people.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('查找人员', '归程') }]

export const loader = guarded({ kind: null, verb: 'list', audit: 'people.search', replica: true }, async (c) => ({
  ...(await searchPeople(c, c.url.searchParams.get('q'), c.url.searchParams.get('names'), findKind(c))),
  q: (c.url.searchParams.get('q') ?? '').trim(),
  mayCheck: judge(c.actor.role, 'handoff', 'W').allowed,
  mayBreakGlass: breakers.includes(c.actor.role),
  token: c.token,
}))

/** Shows the names of the page for a purpose: the page is opened again with a pass of ten minutes. */
export const action = guarded({ kind: null, verb: 'list', audit: 'people.names' }, async (c) => {
  const names = passForNames(c.actor, c.form.get('purpose'))
  return redirect(`/people?${new URLSearchParams({ q: c.url.searchParams.get('q') ?? '', names })}`)
})

export default function People() {
  return <SearchPage {...useLoaderData<typeof loader>()} places={places} />
}
