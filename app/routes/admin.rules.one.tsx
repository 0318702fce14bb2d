import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readRule } from '~/casefile/rule-changes/list-rules.server'
import { RulePage } from '~/casefile/rule-changes/pages/rule-page'
import { requestRuleChange } from '~/casefile/rule-changes/request-rule-change.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.rule.label ?? '', '规则参数', '归程') },
]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'admin.rules', roles: ['AD'] }, async (c) => ({
  rule: await readRule(c, c.params.rule),
  token: c.token,
  draft: c.draft,
}))

export const action = guarded({ kind: null, verb: 'admin', audit: 'admin.rules.change', roles: ['AD'] }, async (c) =>
  redirect(`/admin/changes/${await requestRuleChange(c, c.params.rule, c.form)}`),
)

export default function Rule() {
  const { rule, token, draft } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <RulePage rule={rule} token={token} lastResult={last ?? draft} />
}
