/** The lists of deaths that were handed in at this office, newest first. */
import { limitOf } from '~/access/authorise-limits.server'
import type { Ctx } from '~/casefile/act.server'
import { formatInstant } from '~/lib/dates'
import type { Fault } from './read-row'

const SHOWN = 24

export const listStates = {
  waiting: { label: '等待读取', tone: 'brand' },
  applied: { label: '已登记', tone: 'done' },
  refused: { label: '没有采用', tone: 'late' },
} as const

export async function readDeathLists({ actor, db }: Ctx) {
  const lists = await db.deathList.findMany({
    where: { unitCode: actor.unit.code },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
  })
  return {
    unit: actor.unit.name,
    /** Years for which a death is remembered of whom nobody has relief yet. */
    kept: (await limitOf(db, 'D7.death_keep', actor.today)).value,
    reading: lists.some((one) => one.state === 'waiting'),
    lists: lists.map((one) => ({
      id: one.id,
      source: one.source,
      fileName: one.fileName,
      by: one.userName,
      at: formatInstant(one.createdAt),
      state: listStates[one.state as keyof typeof listStates],
      rows: one.rows,
      message: one.message,
      faults: (one.faults ?? []) as Fault[],
    })),
  }
}
export type DeathLists = Awaited<ReturnType<typeof readDeathLists>>
