import { data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { publicRoute } from '~/access/public.server'
import { checkPublicly } from '~/casefile/documents/check.server'
import { CheckPage } from '~/casefile/documents/pages/check-page'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [
  { title: pageTitle('文书核验', '归程') },
  { name: 'robots', content: 'noindex' },
]

export const loader = publicRoute({ public: true }, async ({ url, params, from }) => {
  const code = params.code ?? url.searchParams.get('code')
  if (code === null) return { answer: undefined }
  const answer = await checkPublicly(code, from)
  return answer === 'too_many' ? data({ answer }, { status: 429 }) : { answer }
})

export default function Check() {
  const { answer } = useLoaderData<typeof loader>()
  return <CheckPage answer={answer} action="/check" hint="核对一份纸质文书是否有效" />
}
