import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { bookCall } from '~/domains/children/contact/calls/book-call.server'
import { BookPage } from '~/domains/children/contact/pages/book-page'
import { readBooking } from '~/domains/children/contact/views/book.server'
import type { LastResult } from '~/ui/form'
import { pageTitle } from '~/ui/page'

export { afterConflict as shouldRevalidate } from '~/casefile/ui/after-conflict'

export const meta: MetaFunction = () => [{ title: pageTitle('预约通话', '归程') }]

export const loader = guarded(
  { kind: 'child', verb: 'write', audit: 'child.book', roles: ['SP', 'ST'] },
  async (c) => ({
    data: await readBooking(c, c.url),
    token: c.token,
    draft: c.draft,
  }),
)

export const action = guarded({ kind: 'child', verb: 'write', audit: 'child.book', roles: ['SP', 'ST'] }, async (c) => {
  const day = String(c.form.get('day') ?? '')
  await bookCall(c, c.form)
  return redirect(`/children/calls?week=${encodeURIComponent(day)}&done=booked`)
})

export default function Book() {
  const { draft, ...page } = useLoaderData<typeof loader>()
  const last = useActionData<{ lastResult?: LastResult }>()?.lastResult
  return <BookPage {...page} lastResult={last ?? draft} />
}
