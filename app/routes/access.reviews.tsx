import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listReviews } from '~/access/break-glass-list.server'
import { outcomes, secondOutcomes } from '~/access/break-glass-outcomes'
import { reviewBreakGlass } from '~/access/break-glass-review.server'
import { guarded } from '~/access/guard.server'
import { ReviewsPage } from '~/access/pages/reviews'
import { reviewers } from '~/domains/menu'
import { pageTitle } from '~/ui/page'
import type { LastResult } from '~/ui/form'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('紧急查看复核', '归程') }]

export const loader = guarded({ kind: null, verb: 'admin', audit: 'access.reviews', roles: reviewers }, async (c) => ({
  reviews: await listReviews(c),
  security: c.actor.role === 'SE',
  outcomes: Object.entries(c.actor.role === 'SE' ? secondOutcomes : outcomes).map(([value, label]) => ({
    value,
    label,
  })),
  token: c.token,
}))

export const action = guarded(
  { kind: null, verb: 'admin', audit: 'access.reviews', roles: reviewers, fresh: true },
  async (c) => {
    await reviewBreakGlass(c, c.form)
    return redirect(c.url.pathname)
  },
)

export default function Reviews() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return (
    <ReviewsPage
      {...useLoaderData<typeof loader>()}
      lastResult={last}
      sent={last?.initialValue?.review as string | undefined}
    />
  )
}
