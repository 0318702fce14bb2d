import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react'
import { enrol, readEnrolment } from '~/access/accounts/enrol.server'
import { guardedUser } from '~/access/guard-user.server'
import { RecoveryCodesPage } from '~/access/pages/recovery-codes'
import { SecondFactorPage } from '~/access/pages/second-factor'
import { wayBack } from '~/access/public.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('身份验证器', '归程') }]

/** With the codes on the screen the secret that follows is of no use. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  !actionResult?.codes && defaultShouldRevalidate

export const loader = guardedUser(
  { audit: 'second-factor', held: ['enrol'], fresh: true },
  async ({ db, user, url, token }) => ({
    ...(await readEnrolment(db, user)),
    forced: user.held !== null,
    to: wayBack(url),
    token,
  }),
)

export const action = guardedUser(
  { audit: 'second-factor', held: ['enrol'], fresh: true, once: true },
  async ({ db, user, form }) => enrol(db, user, form),
)

export default function SecondFactor() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<{ lastResult?: LastResult; codes?: string[]; next?: string }>()
  if (answer?.codes) return <RecoveryCodesPage codes={answer.codes} next={answer.next ?? '/'} />
  return <SecondFactorPage {...page} lastResult={answer?.lastResult} />
}
