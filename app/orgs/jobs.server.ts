/** The worker's jobs of the organisation: merges on their day, lists that were handed in. */
import { z } from 'zod'
import { today } from '~/lib/dates'
import type { Db } from '~/lib/db.server'
import { uuidv7 } from '~/lib/ids.server'
import { readList } from './import/read-list.server'
import { writeList } from './import/write-list.server'
import { applyMerges } from './places/apply-merges.server'

const payload = z.object({ runId: z.uuid(), postId: z.uuid(), userId: z.string() })

export const orgJobs = (run: <T>(work: (db: Db) => Promise<T>) => Promise<T>) => ({
  merge_units: {
    title: '执行到了生效日的单位合并，停机后补办',
    cron: '15 0 * * *',
    run: () => applyMerges(run, today()),
  },
  org_import_read: {
    title: '读取上传的机构名单并试导入',
    run: (given: unknown) => readList(payload.parse(given), uuidv7()),
  },
  org_import_write: {
    title: '把试导入的机构名单写入（一次写入，失败则一行不写）',
    run: (given: unknown) => writeList(payload.parse(given), uuidv7()),
  },
})
