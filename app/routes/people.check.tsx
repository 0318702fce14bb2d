import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { findKind } from '~/domains/find-kind.server'
import { places } from '~/domains/menu'
import { lookBeforeCreate, type Match } from '~/people/look-before-create.server'
import { CheckPage } from '~/people/pages/check'
import { pageTitle } from '~/ui/page'
import type { LastResult } from '~/ui/form'

const NEW = '/handoff/new'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('登记前查重', '归程') }]

export const loader = guarded(
  { kind: 'handoff', verb: 'write', audit: 'people.check', roles: ['JC', 'TJ'] },
  async (c) => ({ token: c.token, draft: c.draft }),
)

export const action = guarded(
  { kind: 'handoff', verb: 'write', audit: 'people.check', roles: ['JC', 'TJ'] },
  async (c) => {
    const { matches, draftId } = await lookBeforeCreate(c, c.form, NEW, findKind(c))
    return { result: { matches, newHref: `${NEW}?draft=${draftId}` } }
  },
)

type Answer = { result?: { matches: Match[]; newHref: string }; lastResult?: LastResult }

export default function Check() {
  const { token, draft } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  return <CheckPage token={token} result={answer?.result} places={places} lastResult={answer?.lastResult ?? draft} />
}
