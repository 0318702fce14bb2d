import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { ReadersOfPage } from '~/audit/pages/readers'
import { readReaders } from '~/audit/search/readers.server'
import { auditWords } from '~/domains/audit-words.server'
import { auditors } from '~/domains/menu'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('查阅人清单', '归程') }]

export const loader = guarded(
  { kind: null, verb: 'admin', audit: 'audit.readers', roles: auditors, unlisted: true },
  async (c) => readReaders(c, c.url, auditWords),
)

export default function Readers() {
  return <ReadersOfPage {...useLoaderData<typeof loader>()} />
}
