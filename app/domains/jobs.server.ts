/** What the worker does: by the name that enqueue() gives, and by the clock. docs/deadlines.md is generated from here. */
import { archiveMonths, expireArchives } from '~/audit/archive/archive-months.server'
import { anchorDay } from '~/audit/chain/anchors.server'
import { closeBatches } from '~/audit/chain/close-batches.server'
import { cleanUp } from '~/audit/clean-up.server'
import { raiseRevealAlarms } from '~/audit/reveal-alarm.server'
import { applyDue } from '~/casefile/apply-due.server'
import { planReturns } from '~/casefile/returns/plan-returns.server'
import { attachmentJobs } from '~/casefile/attachments/jobs.server'
import { exportJobs } from '~/casefile/exports/jobs.server'
import { keepSums } from '~/casefile/figures/keep-sums.server'
import { writeCells } from '~/casefile/figures/write-cells.server'
import { importJobs } from '~/casefile/import/jobs.server'
import { keepUnitDuties } from '~/casefile/unit-duties/keep-unit-duties.server'
import { ruleChangeJobs } from '~/casefile/rule-changes/jobs.server'
import { sweepDuties } from '~/casefile/tasks/sweep.server'
import { now, today } from '~/lib/dates'
import { workerPrisma, type Db } from '~/lib/db.server'
import { tellLocked } from '~/messages/account-mails.server'
import { clearOutbox } from '~/messages/clear-outbox.server'
import { deliverOutbox } from '~/messages/deliver-outbox.server'
import { keepAccounts } from '~/messages/keep-accounts.server'
import { queueDigests } from '~/messages/queue-digests.server'
import { orgJobs } from '~/orgs/jobs.server'
import { domains } from '.'
import { returnForms } from './returns.server'
import { exportSources } from './exports.server'
import { figureSets } from './figures.server'
import { childrenImport } from './children/census/adapter.server'
import { childJobs } from './children/jobs.server'
import { handoffImport } from './handoff/import/adapter.server'
import { kinds } from './kinds'
import { readDeathList } from './relief/deaths/read-list.server'
import { reliefImport } from './relief/import/ledger.server'
import { applyStandard } from './relief/jobs/apply-standard.server'
import { followPayments } from './relief/jobs/follow-payments.server'
import { noteObjection } from './relief/jobs/note-objection.server'
import { planMonths } from './relief/jobs/plan-months.server'
import { keepPayDuty } from './relief/payment/keep-pay-duty.server'
import { readPaymentResult } from './relief/payment/result/read-result.server'
import { verifyNight, verifyRecords } from './verify-records.server'

/** A transaction of the worker's role, with the one clock. */
const run = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  workerPrisma.$transaction(
    async (db) => {
      await db.$executeRaw`SELECT set_config('app.now', ${now().toISOString()}, true)`
      return work(db)
    },
    { maxWait: 30_000, timeout: 300_000 },
  )

/** The same, where all that is read must be of one moment. */
const snapshot = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  workerPrisma.$transaction(work, { maxWait: 30_000, timeout: 300_000, isolationLevel: 'RepeatableRead' })

export type Job = {
  /** What it does, in the words of docs/deadlines.md. */
  title: string
  /** crontab expression in Asia/Shanghai; none: only when asked for. */
  cron?: string
  run: (payload: unknown) => Promise<unknown>
}

export const jobTable: Record<string, Job> = {
  apply_decisions: {
    title: '到日办理已批准的事项（如期满解除），停机后补办，事件日为法定日',
    cron: '5 * * * *',
    run: () => applyDue(run, domains, { today: today(), at: now() }),
  },
  deadline_sweep: {
    title: '核对全部在办档案的周期性事项，缺的补上',
    cron: '10 1 * * *',
    run: () => sweepDuties(run, domains, now()),
  },
  unit_duties: {
    title: '核对单位负责人的事项：待确认的岗位、待交接的档案、将到期的常设授权、权限复核',
    cron: '*/15 * * * *',
    run: () => run((db) => keepUnitDuties(db, domains, now())),
  },
  log_partitions: {
    title: '提前建立访问日志的月分区（本月起三个月）',
    cron: '20 0 * * *',
    run: () => run((db) => db.$queryRaw`SELECT ensure_log_partitions(${today()}::date, 3)`),
  },
  log_batches: {
    title: '封闭访问日志批次并链接摘要',
    cron: '*/5 * * * *',
    run: () => closeBatches(run, now()),
  },
  verify_logs: {
    title: '锚定当日末批摘要；核验日志批次、锚点、分区和档案时间线（一周内动过的和轮到的），不符即报警',
    cron: '40 2 * * *',
    run: async () => {
      await anchorDay(run, now())
      return verifyNight()
    },
  },
  log_archive: {
    title: '核验全部日志（含归档），超过在线期限的月份归档后移出数据库，到期的归档删除',
    cron: '30 21 2 * *',
    run: async () => {
      const { faults } = await verifyRecords({ asked: 'month', archives: true, timelines: [] })
      // A log that does not fit stays where it is, for whoever looks into it.
      if (faults.length) return
      await archiveMonths(run, workerPrisma, now())
      return expireArchives(run, workerPrisma, now())
    },
  },
  monthly_returns: {
    title: '每月初为应报单位建立上月月报和期满的季报、半年报、年报草稿（从档案取数）和填报任务；停机后补建',
    cron: '15 8 1-10 * *',
    run: () => run((db) => planReturns(db, returnForms, { today: today(), at: now() })),
  },
  reveal_alarms: {
    title: '一小时内显示敏感信息超过本角色上限的，提示安全管理员',
    cron: '*/15 * * * *',
    run: () => run((db) => raiseRevealAlarms(db, now())),
  },
  outbox: {
    title: '发送到时间的中性通知（邮件、短信），急办的在先；账号锁定的告知本人',
    cron: '* * * * *',
    run: async () => {
      await run((db) => tellLocked(db, now()))
      return deliverOutbox(run, now())
    },
  },
  digests: {
    title: '工作日早上给有邮箱的岗位发一封待办邮件：今天到期和逾期的项数；本人可以关闭；停机后上午补发',
    cron: '*/10 * * * *',
    run: () => run((db) => queueDigests(db, now())),
  },
  outbox_old: {
    title: '删除 90 天前已发、已撤回和过期的通知（日志保留）',
    cron: '40 3 * * *',
    run: () => run((db) => clearOutbox(db, now())),
  },
  clean_up: {
    title: '清除过期草稿、表单令牌、会话和七天前的导入明细',
    cron: '30 3 * * *',
    run: () => run((db) => cleanUp(db, now())),
  },
  accounts: {
    title: '长期未登录的账号先提醒、后停用（每类管理员至少留一个）；清除不再比对的历史密码摘要',
    cron: '50 3 * * *',
    run: () => run((db) => keepAccounts(db, now())),
  },
  figures_write: {
    title: '计算各地区各时段的合计数（小数隐去），供只看合计的岗位',
    cron: '50 1 * * *',
    run: () => run((db) => writeCells(db, figureSets, now())),
  },
  relief_months: {
    title: '每月列出本月应发的低保（发放中的家庭，每户一笔；已有的不重复）',
    cron: '15 2 1-5 * *',
    run: () => run((db) => planMonths(db, now())),
  },
  relief_payments: {
    title:
      '跟进救助发放：进入批次的转为发放中，一次性救助发完、公布期满且没有待答复异议的办结，失败、退回、暂缓的通知乡镇窗口；有应发的提醒财务编制批次',
    cron: '*/10 * * * *',
    run: () => run(async (db) => [await followPayments(db, now()), await keepPayDuty(db, now())]),
  },
  payment_result: {
    title: '读取银行回盘文件，逐笔核对后登记；有一处对不上，整份不采用',
    run: readPaymentResult,
  },
  relief_deaths: {
    title: '读取民政核对人员导入的死亡名单：本县救助对象还没有发的暂缓发放，由乡镇核实；有一行须更正，整份不采用',
    run: readDeathList,
  },
  relief_objection: {
    title: '公示页上提出的异议登记到档案：时间线、待办；已决定未发放的转入复核',
    run: (payload) => run((db) => noteObjection(db, payload, now())),
  },
  relief_standard: {
    title: '低保标准批准后，逐户重新计算发放中的低保金额',
    run: (payload) => applyStandard(run, payload, now()),
  },
  figure_sums: {
    title: '重算档案有变动的单位和月份的统计数，每日零时后全部重算，供能看档案的岗位',
    cron: '* * * * *',
    run: () => keepSums(snapshot, figureSets, now()),
  },
  ...childJobs(run),
  ...importJobs([handoffImport, reliefImport, childrenImport]),
  ...attachmentJobs(run),
  ...ruleChangeJobs(run, kinds),
  ...orgJobs(run),
  ...exportJobs(run, exportSources),
}

export const jobs: Record<string, (payload: unknown) => Promise<void>> = Object.fromEntries(
  Object.entries(jobTable).map(([name, job]) => [name, async (payload: unknown) => void (await job.run(payload))]),
)

/** graphile-worker's crontab; its clock is UTC, ours Asia/Shanghai: hours move by eight. */
export const crontab = Object.entries(jobTable)
  .flatMap(([name, job]) => (job.cron ? [`${inUtc(job.cron)} ${name} ?max=3`] : []))
  .join('\n')

function inUtc(cron: string): string {
  const [minute = '*', hour = '*', ...rest] = cron.split(' ')
  return [minute, /^\d+$/.test(hour) ? String((Number(hour) + 16) % 24) : hour, ...rest].join(' ')
}
