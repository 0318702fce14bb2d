import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { readReferralList } from '~/casefile/referrals/list.view.server'
import { ReferralsPage } from '~/casefile/referrals/pages/referrals-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('转介', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'referrals' }, async (c) => ({
  list: await readReferralList(c, c.url.searchParams),
}))

export default function Referrals() {
  return <ReferralsPage {...useLoaderData<typeof loader>()} />
}
