import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { LinePage } from '~/casefile/returns/pages/line'
import { readReturnLine } from '~/casefile/returns/read-line.server'
import { places, reporters } from '~/domains/menu'
import { returnForms } from '~/domains/returns.server'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.data.label ?? '', data?.data.title ?? '报表', '归程') },
]

export const loader = guarded({ kind: null, verb: 'desk', audit: 'reports.line', roles: reporters }, async (c) => ({
  data: await readReturnLine(returnForms, (kind) => places[kind].path, c, c.params, c.url),
}))

export default function LineRoute() {
  return <LinePage {...useLoaderData<typeof loader>()} />
}
