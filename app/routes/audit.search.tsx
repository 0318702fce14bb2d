import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { roles } from '~/access/roles'
import { SearchPage } from '~/audit/pages/search'
import { readSearch } from '~/audit/search/read-search.server'
import { askHref } from '~/casefile/exports/terms'
import { auditWords } from '~/domains/audit-words.server'
import { auditors } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('日志查询', '归程') }]

const roleOptions = Object.entries(roles).map(([value, label]) => ({ value, label }))

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'audit.search', roles: auditors, unlisted: true },
  async (c) => ({ data: await readSearch(c, c.url, Object.keys(roles), auditWords) }),
)

export default function Search() {
  const { data } = useLoaderData<typeof loader>()
  const exportHref = askHref('audit.log', new URLSearchParams(data.values))
  return <SearchPage data={data} roles={roleOptions} exportHref={data.lines.length > 0 ? exportHref : undefined} />
}
