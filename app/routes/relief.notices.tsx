import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { guarded } from '~/access/guard.server'
import { reliefKinds } from '~/domains/menu'
import { readBoard } from '~/domains/relief/notices/board.server'
import { BoardPage } from '~/domains/relief/pages/notices/board'
import { pageTitle } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: pageTitle('公示栏', '救助补助', '归程') }]

export const loader = guarded(
  { kind: reliefKinds, verb: 'list', audit: 'relief.notices', roles: ['CC', 'CK', 'CA'] },
  async (c) => ({ data: await readBoard(c) }),
)

export default function NoticeBoard() {
  return <BoardPage {...useLoaderData<typeof loader>()} />
}
