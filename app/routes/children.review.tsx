import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { finishCensus } from '~/domains/children/census/census-task.server'
import { ReviewPage } from '~/domains/children/census/pages/review'
import { reviewCandidates, readReview } from '~/domains/children/census/review.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('摸底审核', '留守儿童', '归程') }]

export const loader = guarded({ kind: 'child', verb: 'list', audit: 'children.review', roles: ['CS'] }, async (c) => ({
  data: await readReview(c, c.url),
  token: c.token,
}))

export const action = guarded(
  { kind: 'child', verb: 'write', audit: 'children.review', roles: ['CS'], fresh: true },
  async (c) => {
    if (c.form.get('_intent') === 'finish') {
      await finishCensus(c)
      return redirect('/children/review')
    }
    return redirect(`/children/review?decided=${await reviewCandidates(c, c.form)}`)
  },
)

export default function Review() {
  const { data, token } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <ReviewPage data={data} token={token} lastResult={last} />
}
