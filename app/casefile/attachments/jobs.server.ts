import { now } from '~/lib/dates'
import { checkSample } from './check-attachments.server'
import { destroyRemoved, sweepOrphans, type Run } from './sweep-attachments.server'

/** The worker's jobs for attachments. */
export const attachmentJobs = (run: Run) => ({
  attachment_sweep: {
    title: '清除没有登记的附件文件（上传中断超过一天），销毁删除期满的附件内容',
    cron: '50 3 * * *',
    run: async () => {
      await sweepOrphans(run, now())
      await destroyRemoved(run, now())
    },
  },
  attachment_check: {
    title: '随机抽查附件文件的校验值，对不上的记入安全日志',
    cron: '15 4 * * *',
    run: () => checkSample(run, now()),
  },
})
