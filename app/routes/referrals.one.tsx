import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readReferralPage } from '~/casefile/referrals/referral.view.server'
import { referralDone, takeReferralAction } from '~/casefile/referrals/take-referral-action.server'
import { ReferralPage } from '~/casefile/referrals/pages/referral-page'
import { domains, followers, receivers } from '~/domains'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.referral.title ?? '转介', '归程') },
]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'referral' }, async (c) => ({
  referral: await readReferralPage(domains, receivers, c, c.params.id, followers),
  done: referralDone(c.url.searchParams.get('done')),
  token: c.token,
}))

export const action = guarded({ kind: null, verb: 'desk', audit: 'referral.answer' }, async (c) =>
  redirect(await takeReferralAction(domains, receivers, c, c.params.id, c.form, followers)),
)

export default function Referral() {
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  const intent = last?.initialValue?._intent
  return (
    <ReferralPage
      {...useLoaderData<typeof loader>()}
      lastResult={last}
      sentIntent={typeof intent === 'string' ? intent : undefined}
    />
  )
}
