/** Events on the system itself: alarms, organisation, the log. Pure. */
import { said, wordOf, type Entries } from './entry'

const faults = {
  batch: '日志批次',
  anchor: '锚点',
  archive: '归档文件',
  timeline: '档案办理经过',
  stray: '日志分区',
  unclosed: '日志封存',
}

const orgChanges = {
  add: '新增',
  rename: '更名',
  close: '撤销',
  plan_merge: '安排合并',
  cancel_merge: '取消合并',
  grid: '调整网格',
}
const changeSteps = {
  made: '提出',
  submitted: '提交确认',
  confirmed: '确认',
  returned: '退回',
  rejected: '不同意',
  withdrawn: '撤回',
  discarded: '放弃',
}
const results = { sent: '已发', failed: '没有发成', declined: '对方不接收，没有发', expired: '过了时间，没有发' }
const channels = { mail: '邮件', email: '邮件', sms: '短信' }

export const systemEvents = {
  reveal_alarm: {
    label: '显示隐藏内容过多',
    group: 'alarm',
    say: (d) => said('一小时内 ', d.count, ' 份档案，上限 ', d.limit, ' 份'),
  },
  alarm_review: { label: '处理报警', group: 'alarm', say: (d, w) => w.term('alarm', d.outcome) },
  chain_alarm: {
    label: '核验不符',
    group: 'alarm',
    say: (d) => said((d.what ?? []).map((code) => wordOf(faults, code)).join('、'), '，共 ', d.faults, ' 处'),
  },
  merge_unit: {
    label: '合并单位',
    group: 'config',
    say: (d, w) => said((d.from ?? []).map(w.unit).join('、'), ' 并入 ', w.unit(d.to), '，', d.moved, ' 份档案'),
  },
  org_change: {
    label: '机构变动',
    group: 'config',
    say: (d, w) => said(wordOf(orgChanges, d.what), '：', w.unit(d.code)),
  },
  org_import: { label: '导入机构', group: 'config', say: (d) => said(d.rows, ' 行，新建 ', d.created, ' 个') },
  rule_change: { label: '规则变更', group: 'config', say: (d) => wordOf(changeSteps, d.step) },
  rule_change_applied: {
    label: '规则变更生效',
    group: 'config',
    say: (d) =>
      said('改动 ', d.applied, ' 件；其间已办结 ', d.doneMeanwhile, ' 件、已变动 ', d.changedMeanwhile, ' 件，未改'),
  },
  outbox_retry: {
    label: '重发通知',
    group: 'config',
    say: (d) => said(wordOf(channels, d.channel), ' ', d.messages, ' 条'),
  },
  message: {
    label: '发送通知',
    group: 'config',
    say: (d) => said(wordOf(channels, d.channel), '，', wordOf(results, d.result)),
  },
  audit_search: {
    label: '查询日志',
    group: 'audit',
    say: (d, w) =>
      said(d.from, ' 至 ', d.to, ...Object.entries(d.by ?? {}).map(([name, value]) => `，${w.filter(name, value)}`)),
  },
  log_archive: { label: '日志归档', group: 'audit', say: (d) => said(d.month?.slice(0, 7), '，', d.rows, ' 条') },
  log_archive_read: { label: '读取归档', group: 'audit', say: (d) => said(d.month?.slice(0, 7), '，', d.rows, ' 条') },
} satisfies Partial<Entries>
