/** The worker's part of a change of rules: compute what it would move, carry out what was confirmed, look for what was missed. */
import { z } from 'zod'
import { now } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import type { Kind } from '../kind'
import { applyBatch } from './apply-batch.server'
import { computeBatch } from './compute-batch.server'

type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>

const payload = z.object({ batchId: z.uuid() })

/**
 * The nightly look: does an open duty stand on another day than the rules give, for instance because it was planned
 * while a change was being written? Then a batch is laid before the administrator, who moves it as any other. One such
 * batch at a time; one that still waits for review is computed anew. Also takes up batches that an outage left behind.
 */
export async function checkDates(run: Run, kinds: Record<string, Kind>, at: Date): Promise<number> {
  const left = await run((db) =>
    db.recomputeBatch.findMany({
      where: { state: { in: ['computing', 'confirmed'] } },
      select: { id: true, state: true },
    }),
  )
  for (const { id, state } of left)
    await run<unknown>((db) => (state === 'computing' ? computeBatch : applyBatch)(db, kinds, id, at))
  return run(async (db) => {
    const open = await db.recomputeBatch.findFirst({
      where: { cause: 'check', state: { in: ['review', 'submitted', 'confirmed'] } },
    })
    if (open && open.state !== 'review') return 0
    const id = open?.id ?? uuidv7()
    const fresh = { cause: 'check', state: 'computing', source: '每日核对', madeAt: at }
    await db.recomputeBatch.upsert({ where: { id }, create: { id, ...fresh }, update: { state: 'computing' } })
    const lines = await computeBatch(db, kinds, id, at)
    if (lines === 0) await db.recomputeBatch.delete({ where: { id } })
    return lines
  })
}

export function ruleChangeJobs(run: Run, kinds: Record<string, Kind>) {
  return {
    rule_change_compute: {
      title: '试算规则参数或工作日历变更会改动哪些在办事项的日期（不改动任何日期）',
      run: (given: unknown) => run((db) => computeBatch(db, kinds, payload.parse(given).batchId, now())),
    },
    rule_change_apply: {
      title: '把经第二人确认的日期变更一次写入；期间已办结或已变动的事项跳过',
      run: (given: unknown) => run((db) => applyBatch(db, kinds, payload.parse(given).batchId, now())),
    },
    rule_change_check: {
      title: '核对全部在办事项的日期与现行规则是否一致，不一致的列成一批待复核',
      cron: '50 1 * * *',
      run: () => checkDates(run, kinds, now()),
    },
  }
}
