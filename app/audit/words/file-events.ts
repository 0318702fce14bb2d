/** Events on files and lists of files. Pure. */
import type { ReportAct } from '../events'
import { said, wordOf, type Entries } from './entry'

const reasons = {
  refused: '没有权限',
  not_found: '没有找到或不在范围内',
  conflict: '与他人的改动冲突',
  too_many: '次数过多',
  bad_input: '填写不符合要求',
}
const referralStates = {
  read: '查看',
  sent: '发出',
  accepted: '接收',
  returned: '退回',
  answered: '答复',
  withdrawn: '撤回',
  chased: '催办',
  extended: '延期',
}
const variants = { roster: '释放名册', ledger: '存量台账' }

const documentActs = {
  read: '查看',
  draft: '起草',
  issue: '制发',
  approve: '审批通过',
  return: '退回',
  withdraw: '作废',
}
const exportSteps = {
  ask: '申请',
  approve: '安全管理员批准',
  second: '第二人批准',
  refuse: '不批准',
  cancel: '撤回',
  write: '生成',
  fail: '生成失败',
  download: '下载',
}
const fileTypes = { jpeg: '图片', png: '图片', webp: '图片', pdf: '版式文件', docx: '文字文档', xlsx: '电子表格' }
const fileFaults = { changed: '内容被改动', gone: '文件不见了' }

const reportActs: Record<ReportAct, string> = {
  file: '报告',
  own: '看自己的报告',
  inbox: '查看收到的报告',
  acknowledge: '查收',
  feedback: '反馈',
  close: '办结',
  reporter: '显示报告人',
  attachment: '看附件',
}

export const fileEvents = {
  read: { label: '查看', group: 'read' },
  list: { label: '查看名单', group: 'read', say: (d, w) => said(w.term('kind', d.kind), '名单 ', d.rows, ' 行') },
  names: {
    label: '显示姓名',
    group: 'reveal',
    say: (d, w) => said(w.term('kind', d.kind), '名单上 ', d.rows, ' 个姓名'),
  },
  reveal: { label: '显示隐藏内容', group: 'reveal' },
  print: {
    label: '打印',
    group: 'print',
    say: (d, w) => said(w.term('printed', d.what), (d.copies ?? 1) > 1 && `，${d.copies} 份`),
  },
  refuse: {
    label: '被拒绝',
    group: 'refuse',
    say: (d, w) => said(w.term('door', d.verb), d.reason && '：', wordOf(reasons, d.reason)),
  },
  step: {
    label: '办理',
    group: 'work',
    say: (d, w) => said(w.term('kind', d.kind), d.step && '：', w.step(d.kind ?? '', d.step ?? '')),
  },
  open: { label: '建立档案', group: 'work', say: (d, w) => w.term('kind', d.kind) },
  party: {
    label: '调整查看权限',
    group: 'rights',
    say: (d, w) => said(d.ended ? '收回' : '给予', w.term('part', d.part), d.view && '：', w.term('view', d.view)),
  },
  break_glass: { label: '紧急查看', group: 'break_glass' },
  break_glass_review: { label: '复核紧急查看', group: 'break_glass', say: (d, w) => w.term('review', d.outcome) },
  break_glass_second: { label: '再次复核紧急查看', group: 'break_glass', say: (d, w) => w.term('review', d.outcome) },
  import: {
    label: '导入',
    group: 'work',
    say: (d) => said(wordOf(variants, d.variant), ' ', d.rows, ' 行，新建 ', d.created, ' 份档案'),
  },
  referral: {
    label: '转介',
    group: 'work',
    say: (d, w) => said(wordOf(referralStates, d.state), d.type && '：', w.term('referral', d.type)),
  },
  route_table: {
    label: '修改分派表',
    group: 'work',
    say: (d, w) => said(d.town, ' 的事项改由 ', w.unit(d.unit), ' 承办'),
  },
  call_slot: {
    label: '通话室时段',
    group: 'work',
    say: (d, w) => said(d.what === 'end' ? '停用：' : '新增：', w.unit(d.unit)),
  },
  payment_reserve: {
    label: '登记备用金账户',
    group: 'work',
    say: (d, w) => said(w.unit(d.unit), ' 的备用金账户'),
  },
  document: {
    label: '文书',
    group: 'work',
    say: (d, w) => said(wordOf(documentActs, d.act), d.code && '：', w.term('document', d.code)),
  },
  export: {
    label: '导出',
    group: 'export',
    say: (d, w) => said(wordOf(exportSteps, d.step), '：', w.term('source', d.source), '，', d.rows, ' 行'),
  },
  download: { label: '下载附件', group: 'export', say: (d) => said('文件类型：', wordOf(fileTypes, d.type)) },
  file_alarm: { label: '附件校验不符', group: 'alarm', say: (d) => wordOf(fileFaults, d.problem) },
  report: { label: '强制报告', group: 'work', say: (d) => wordOf(reportActs, d.act) },
  message_choice: {
    label: '登记通知意愿',
    group: 'work',
    say: (d) => (d.wanted ? '愿意接收提醒' : '不再接收提醒'),
  },
  return: {
    label: '报表',
    group: 'work',
    say: (d, w) => said(w.term('form', d.form), d.period, ' 第 ', d.version, ' 版：', w.term('act', d.act)),
  },
} satisfies Partial<Entries>
