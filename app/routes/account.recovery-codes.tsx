import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hasSecondFactor } from '~/access/accounts/re-authenticate.server'
import { codesLeft } from '~/access/accounts/recovery-codes.server'
import { renewCodes } from '~/access/accounts/renew-codes.server'
import { guardedUser } from '~/access/guard-user.server'
import { NewCodesPage, RecoveryCodesPage } from '~/access/pages/recovery-codes'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('恢复码', '我的账号', '归程') }]

export const loader = guardedUser({ audit: 'recovery-codes', fresh: true }, async ({ db, user, token }) => ({
  left: (await hasSecondFactor(db, user.userId)) ? await codesLeft(db, user.userId) : null,
  token,
}))

export const action = guardedUser({ audit: 'recovery-codes', fresh: true, once: true }, async ({ db, user }) => ({
  codes: await renewCodes(db, user),
}))

export default function RecoveryCodes() {
  const codes = useActionData<{ codes?: string[] }>()?.codes
  const page = useLoaderData<typeof loader>()
  return codes ? <RecoveryCodesPage codes={codes} next="/account" /> : <NewCodesPage {...page} />
}
