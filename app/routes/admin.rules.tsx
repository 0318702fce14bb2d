import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { listRules } from '~/casefile/rule-changes/list-rules.server'
import { RulesPage } from '~/casefile/rule-changes/pages/rules-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('规则参数', '系统管理', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.rules', roles: ['AD'] }, async (c) =>
  listRules(c, c.url.searchParams),
)

export default function Rules() {
  return <RulesPage {...useLoaderData<typeof loader>()} />
}
