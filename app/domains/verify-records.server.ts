/** The verification of what nobody may change: the log, and the timelines of all kinds. */
import type { Fault } from '~/audit/chain/faults'
import { recordCheck, type Check } from '~/audit/chain/record-check.server'
import { verifyLog } from '~/audit/chain/verify-log.server'
import type { BatchReport } from '~/audit/chain/verify-batches.server'
import { verifyChains, type WhichChains } from '~/casefile/verify-chains.server'
import { now } from '~/lib/dates'
import { workerPrisma } from '~/lib/db.server'
import { log } from '~/lib/log.server'

const WEEK = 7 * 86_400_000
/** In so many nights every timeline has its turn, also those that nobody touches. */
const NIGHTS = 28

type Ask = {
  asked: Check['asked']
  /** Reads the archived months too. */
  archives: boolean
  timelines: readonly WhichChains[]
  seen?: (report: BatchReport) => boolean
}

/** Verifies, writes the result down and raises an alarm when something does not fit. As the worker's role. */
export async function verifyRecords({ asked, archives, timelines, seen }: Ask): Promise<Check> {
  const at = now()
  const found = await verifyLog(workerPrisma, at, { archives, ...(seen && { seen }) })
  const faults: Fault[] = [...found.faults]
  let files = 0
  for (const which of timelines) {
    const chains = verifyChains(workerPrisma, which)
    let next = await chains.next()
    for (; !next.done; next = await chains.next()) faults.push({ what: 'timeline', ...next.value })
    files += next.value
  }
  const check: Check = { asked, batches: found.batches, rows: found.rows, timelines: files, faults }
  await workerPrisma.$transaction((db) => recordCheck(db, at, check))
  if (faults.length) log.error({ faults: faults.length }, 'the log or a timeline is not as it was written')
  return check
}

/** What is verified each night: the log, the timelines touched within a week and a part of all. */
export const verifyNight = (): Promise<Check> =>
  verifyRecords({
    asked: 'night',
    archives: false,
    timelines: [
      { since: new Date(now().getTime() - WEEK) },
      { part: Math.floor(now().getTime() / 86_400_000) % NIGHTS, parts: NIGHTS },
    ],
  })
