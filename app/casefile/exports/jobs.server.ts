import { z } from 'zod'
import { now } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { runExport, type Run } from './run-export.server'
import type { ExportSources } from './source'
import { sweepExports } from './sweep-exports.server'

const payload = z.object({ requestId: z.uuid() })

/** The worker's jobs for exports, by the name that enqueue() gives. */
export function exportJobs(run: Run, sources: ExportSources) {
  return {
    export_write: {
      title: '生成已批准的导出文件（以申请人现时的范围）',
      run: (given: unknown) => runExport(run, sources, payload.parse(given).requestId, uuidv7()),
    },
    export_files: {
      title: '删除过期的导出文件，逾期未批的导出申请失效',
      cron: '25 * * * *',
      run: () => sweepExports(run, now()),
    },
  }
}
