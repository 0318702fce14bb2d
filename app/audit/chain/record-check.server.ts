import type { Db } from '~/lib/db.server'
import { logSystem } from '../log.server'
import { KEPT_FAULTS, type Fault } from './faults'

export type Check = {
  asked: 'night' | 'command' | 'month'
  batches: number
  rows: number
  timelines: number
  faults: Fault[]
}

/** Writes a verification down; one that found something raises an alarm in the log. `db`: the worker's role. */
export async function recordCheck(db: Db, at: Date, { asked, batches, rows, timelines, faults }: Check): Promise<void> {
  const sound = faults.length === 0
  await db.auditCheck.create({
    data: { at, asked, batches, rows, timelines, sound, faults: faults.slice(0, KEPT_FAULTS) },
  })
  if (sound) return
  const what = [...new Set(faults.map((fault) => fault.what))]
  await logSystem(db, at, { event: 'chain_alarm', data: { what, faults: faults.length } })
}
