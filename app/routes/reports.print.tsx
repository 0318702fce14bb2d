import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { logAccess } from '~/audit/log.server'
import { ReturnPaper } from '~/casefile/returns/pages/paper'
import { readReturn } from '~/casefile/returns/read-return.server'
import { reporters } from '~/domains/menu'
import { returnForms } from '~/domains/returns.server'
import { formatInstant } from '~/lib/dates'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印报表', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'desk', audit: 'reports.print', roles: reporters, fresh: true },
  async (c) => {
    const data = await readReturn(returnForms, c, c.params.id)
    await logAccess(c.db, c.actor, { event: 'print', data: { what: `return ${data.form} ${data.period.code}` } })
    return { data, printed: `打印：${c.actor.userName} ${formatInstant(c.actor.now)}` }
  },
)

export default function Print() {
  return <ReturnPaper {...useLoaderData<typeof loader>()} />
}
