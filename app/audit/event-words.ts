/** What the lines of the access log say, in Chinese: a label for every event and a sentence for its data. Pure. */
import { fieldLabels, purposes, type AccessEvent } from './events'

export type EventName = AccessEvent['event']
/** What an event is about; quick views are made of these. */
export type EventGroup =
  | 'read'
  | 'reveal'
  | 'print'
  | 'work'
  | 'refuse'
  | 'break_glass'
  | 'sign_in'
  | 'sign_in_failed'
  | 'rights'
  | 'export'
  | 'config'
  | 'audit'
  | 'alarm'

/** Words of other rooms, by their codes; each gives the code itself when it knows no word. */
export type AuditWords = {
  role: (code: string) => string
  kind: (code: string) => string
  step: (kind: string, code: string) => string
  referral: (type: string) => string
  view: (code: string) => string
  part: (code: string) => string
  outcome: (code: string) => string
  /** The door of a refusal, such as 'handoff.reveal'. */
  door: (code: string) => string
  /** A filter of the auditor and what it was set to. */
  filter: (name: string, value: string) => string
  /** What was printed, such as 'week_list'. */
  printed: (code: string) => string
  /** A person or post by its id, a unit by its code. */
  who: (id: string) => string
  unit: (code: string) => string
}

/** The member of AccessEvent that an event belongs to; some members name several events. */
type LineOf<E extends EventName, L = AccessEvent> = L extends { event: infer N } ? (E extends N ? L : never) : never
type DataOf<E extends EventName> = LineOf<E> extends { data?: infer D } ? NonNullable<D> : object
type Entry<E extends EventName> = {
  label: string
  group: EventGroup
  /** What was done, when the label alone does not say it. Older lines may lack data. */
  say?: (data: Partial<DataOf<E>>, words: AuditWords) => string
}

const reasons: Record<string, string> = {
  refused: '没有权限',
  not_found: '没有找到或不在范围内',
  conflict: '与他人的改动冲突',
  too_many: '次数过多',
  bad_input: '填写不符合要求',
}
const signInReasons: Record<string, string> = {
  locked: '账号已锁定',
  unknown: '没有这个账号',
  password: '密码不正确',
}
const referralStates: Record<string, string> = {
  read: '查看',
  sent: '发出',
  accepted: '接收',
  returned: '退回',
  answered: '答复',
  withdrawn: '撤回',
  chased: '催办',
}
const variants: Record<string, string> = { roster: '释放名册', ledger: '存量台账' }
const alarms: Record<string, string> = {
  batch: '日志批次',
  anchor: '锚点',
  archive: '归档文件',
  timeline: '档案办理经过',
  stray: '日志分区',
  unclosed: '日志封存',
}
const of = (words: Record<string, string>, code: string | undefined) => (code ? (words[code] ?? code) : '')
const said = (...parts: (string | number | false | null | undefined)[]) => parts.filter(Boolean).join('')

/** Every event. A new one in events.ts does not compile until it has its words here. */
export const eventWords: { [E in EventName]: Entry<E> } = {
  read: { label: '查看', group: 'read' },
  list: { label: '查看名单', group: 'read', say: (d, w) => said(w.kind(d.kind ?? ''), '名单 ', d.rows, ' 行') },
  names: {
    label: '显示姓名',
    group: 'reveal',
    say: (d, w) => said(w.kind(d.kind ?? ''), '名单上 ', d.rows, ' 个姓名'),
  },
  reveal: { label: '显示隐藏内容', group: 'reveal' },
  print: { label: '打印', group: 'print', say: (d, w) => (d.what ? w.printed(d.what) : '') },
  refuse: { label: '被拒绝', group: 'refuse', say: (d, w) => said(w.door(d.verb ?? ''), '：', of(reasons, d.reason)) },
  step: {
    label: '办理',
    group: 'work',
    say: (d, w) => said(w.kind(d.kind ?? ''), '：', w.step(d.kind ?? '', d.step ?? '')),
  },
  open: { label: '建立档案', group: 'work', say: (d, w) => w.kind(d.kind ?? '') },
  party: {
    label: '调整查看权限',
    group: 'rights',
    say: (d, w) => said(d.ended ? '收回' : '给予', w.part(d.part ?? ''), '：', w.view(d.view ?? '')),
  },
  break_glass: { label: '紧急查看', group: 'break_glass' },
  break_glass_review: { label: '复核紧急查看', group: 'break_glass', say: (d, w) => w.outcome(d.outcome ?? '') },
  reveal_alarm: {
    label: '显示隐藏内容过多',
    group: 'alarm',
    say: (d) => said('一小时内 ', d.count, ' 份档案，上限 ', d.limit, ' 份'),
  },
  sign_in: { label: '登录', group: 'sign_in' },
  sign_out: { label: '退出', group: 'sign_in' },
  sign_in_failed: { label: '登录失败', group: 'sign_in_failed', say: (d) => of(signInReasons, d.reason) },
  locked: { label: '账号锁定', group: 'sign_in_failed' },
  switch_post: { label: '切换岗位', group: 'sign_in', say: (d, w) => (d.role ? w.role(d.role) : '') },
  import: {
    label: '导入',
    group: 'work',
    say: (d) => said(of(variants, d.variant), ' ', d.rows, ' 行，新建 ', d.created, ' 份档案'),
  },
  referral: {
    label: '转介',
    group: 'work',
    say: (d, w) => said(of(referralStates, d.state), '：', w.referral(d.type ?? '')),
  },
  authorise: { label: '常设授权', group: 'rights', say: (d, w) => said(w.who(d.postId ?? ''), '，至 ', d.until) },
  deputy: { label: '指定代理', group: 'rights', say: (d, w) => said(w.who(d.postId ?? ''), '，至 ', d.until) },
  merge_unit: {
    label: '合并单位',
    group: 'config',
    say: (d, w) => said((d.from ?? []).map(w.unit).join('、'), ' 并入 ', w.unit(d.to ?? ''), '，', d.moved, ' 份档案'),
  },
  audit_search: {
    label: '查询日志',
    group: 'audit',
    say: (d, w) =>
      said(d.from, ' 至 ', d.to, ...Object.entries(d.by ?? {}).map(([name, value]) => `，${w.filter(name, value)}`)),
  },
  chain_alarm: {
    label: '核验不符',
    group: 'alarm',
    say: (d) => said((d.what ?? []).map((code) => of(alarms, code)).join('、'), '，共 ', d.faults, ' 处'),
  },
  log_archive: { label: '日志归档', group: 'audit', say: (d) => said(d.month?.slice(0, 7), '，', d.rows, ' 条') },
  log_archive_read: { label: '读取归档', group: 'audit', say: (d) => said(d.month?.slice(0, 7), '，', d.rows, ' 条') },
}

export const isEventName = (name: string): name is EventName => Object.hasOwn(eventWords, name)

/** Every event of these groups. */
export const eventsOf = (groups: readonly EventGroup[]): EventName[] =>
  (Object.keys(eventWords) as EventName[]).filter((name) => groups.includes(eventWords[name].group))

/** What a line of the log may tell beside who and when. */
export type Said = { event: string; fields: number; purpose: string | null; data: unknown }

const purposeWords: Record<string, string> = { ...purposes, life: '危及生命' }
export const purposeText = (code: string | null): string => (code ? of(purposeWords, code) : '')

export const eventLabel = (event: string): string => (isEventName(event) ? eventWords[event].label : event)

/** A line as a sentence: what was done, on which groups of fields. The purpose stands by itself. */
export function sayLine({ event, fields, data }: Said, words: AuditWords): string {
  if (!isEventName(event)) return ''
  const say = eventWords[event].say as ((data: object, words: AuditWords) => string) | undefined
  const what = say ? say((data ?? {}) as object, words) : ''
  const seen = event === 'read' && fields === 0 ? '查看权限与查阅记录' : fieldLabels(fields).join('、')
  return [what, seen].filter(Boolean).join('；')
}
