import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { checkSignedIn } from '~/casefile/documents/check.server'
import { CheckPage } from '~/casefile/documents/pages/check-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('核验文书', '归程') }]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'documents.check' }, async (c) => {
  const code = c.url.searchParams.get('code')
  return { answer: code === null ? undefined : await checkSignedIn(c, code) }
})

export default function CheckSignedIn() {
  const { answer } = useLoaderData<typeof loader>()
  return <CheckPage answer={answer} action="/documents/check" hint="也可以核验只在登录后查验的文书" />
}
