import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReadersPaper } from '~/audit/pages/readers'
import { printReaders } from '~/audit/search/readers.server'
import { auditWords } from '~/domains/audit-words.server'
import { auditors } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印查阅人清单', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'audit.readers.print', roles: auditors, unlisted: true, fresh: true },
  async (c) => {
    const readers = await printReaders(c, c.url, auditWords)
    return readers ? { readers } : redirect('/audit/readers')
  },
)

export default function Print() {
  return <ReadersPaper {...useLoaderData<typeof loader>()} />
}
