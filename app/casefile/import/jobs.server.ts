import { z } from 'zod'
import { now } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import type { ImportAdapter } from './adapter'
import { sweepFiles } from './keep-file.server'
import { readRun } from './read-run.server'
import { writeRun } from './write-run.server'

const payload = z.object({ runId: z.uuid(), postId: z.uuid(), userId: z.string(), kind: z.string() })

/** The worker's import jobs for the given adapters, by the name that enqueue() gives. */
export function importJobs(adapters: readonly ImportAdapter[]) {
  const job = (work: typeof readRun) => async (given: unknown) => {
    const { kind, ...run } = payload.parse(given)
    const adapter = adapters.find((one) => one.kind === kind)
    if (!adapter) throw new Error(`nothing is imported as ${kind}`)
    await work(adapter, run, uuidv7())
  }
  return {
    import_read: { title: '读取上传的花名册、台账并试导入', run: job(readRun) },
    import_write: { title: '把试导入的结果写入档案（一次写入，失败则一行不写）', run: job(writeRun) },
    import_files: { title: '清除过期的导入文件', cron: '40 3 * * *', run: () => sweepFiles(now()) },
  }
}
