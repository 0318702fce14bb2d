/** Matters that a grid worker filed for residents: those he is named on, newest first. */
import type { Ctx } from '~/casefile/act.server'
import { plainDay } from '~/casefile/ui/day-words'
import { stateView } from '~/casefile/ui/state-view'
import { dbToDay } from '~/lib/dates'
import { maskName } from '~/people/identity'
import { intakeKind } from '../intake.kind'
import { matterLabel } from '../terms'

const MOST = 100

export async function readProxied({ actor, db }: Ctx) {
  const rows = await db.intakeFile.findMany({
    where: { proxyPostId: actor.postId },
    orderBy: [{ receivedOn: 'desc' }, { caseId: 'desc' }],
    take: MOST,
  })
  const files = new Map(
    (await db.caseFile.findMany({ where: { id: { in: rows.map((row) => row.caseId) } } })).map((file) => [
      file.id,
      file,
    ]),
  )
  return {
    unit: actor.unit.name,
    rows: rows.flatMap((row) => {
      const file = files.get(row.caseId)
      if (!file) return []
      return [
        {
          id: file.id,
          name: maskName(file.name),
          caseNo: file.caseNo,
          matter: matterLabel(row.matter),
          state: stateView(intakeKind, file.state),
          receivedOn: plainDay(dbToDay(row.receivedOn), actor.today),
          replyDueOn: plainDay(dbToDay(row.replyDueOn), actor.today),
        },
      ]
    }),
  }
}
export type ProxiedData = Awaited<ReturnType<typeof readProxied>>
