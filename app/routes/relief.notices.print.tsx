import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reliefKinds } from '~/domains/menu'
import { readSheet } from '~/domains/relief/notices/board.server'
import { NoticeSheetPage } from '~/domains/relief/pages/notices/sheet'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('打印公示', '救助补助', '归程') }]

export const loader = guarded(
  { kind: reliefKinds, verb: 'list', audit: 'relief.notices.print', roles: ['CC', 'CK', 'CA'] },
  async (c) => ({ data: await readSheet(c) }),
)

export default function PrintNotices() {
  return <NoticeSheetPage {...useLoaderData<typeof loader>()} />
}
