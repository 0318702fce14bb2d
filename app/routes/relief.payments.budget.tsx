import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { payers } from '~/domains/menu'
import { BudgetPage } from '~/domains/relief/payment/pages/budget'
import { readBudget } from '~/domains/relief/payment/views/budget.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('预算执行', '救助补助', '归程') }]

export const loader = guarded({ kind: null, verb: 'list', roles: payers, audit: 'relief.budget' }, async (c) => ({
  data: await readBudget(c, c.url),
}))

export default function Budget() {
  return <BudgetPage {...useLoaderData<typeof loader>()} />
}
