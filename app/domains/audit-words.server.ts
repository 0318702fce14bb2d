/** The words that the log's lines need of every other room: roles, kinds, steps, views, doors. */
import { alarmOutcomes } from '~/access/alarms/outcomes'
import { outcomes, secondOutcomes } from '~/access/break-glass-outcomes'
import { viewTexts } from '~/access/pages/view-texts'
import { isRole, roles } from '~/access/roles'
import type { Names } from '~/audit/search/names.server'
import { isViewName, views } from '~/audit/search/views'
import type { AuditWords, TermSet } from '~/audit/words/entry'
import { eventLabel } from '~/audit/words/event-words'
import { referralTypes } from '~/casefile/referrals/referral-types'
import { returnActs } from '~/casefile/returns/state'
import { eventLabel as stepLabel } from '~/casefile/timeline.server'
import { exportSources } from './exports.server'
import { kinds } from './kinds'
import { isPlace, places } from './menu'
import { returnForms } from './returns.server'

type Dictionary = Readonly<Record<string, string | undefined>>
const labels = (of: Readonly<Record<string, { label: string }>>): Dictionary =>
  Object.fromEntries(Object.entries(of).map(([code, { label }]) => [code, label]))

const parts: Dictionary = {
  one_off: '单次授权',
  deputy: '代办',
  break_glass: '紧急查看',
  pair: '结对帮扶',
  pair_helper: '结对帮扶',
}

/** The first word of a door: where it stands. Kinds have their own labels. */
const rooms: Dictionary = {
  access: '权限',
  account: '我的账号',
  admin: '管理',
  approvals: '审批',
  audit: '日志',
  desk: '我的工作',
  file: '档案',
  help: '帮助',
  lost: '不存在的页面',
  password: '修改密码',
  people: '查找人员',
  posts: '切换岗位',
  're-authenticate': '再次验证身份',
  'recovery-codes': '恢复码',
  referral: '转介',
  referrals: '转介',
  reports: '月报',
  'second-factor': '验证器',
  'sign-in': '登录',
  week: '本周走访联系单',
}
/** The others: what was to be done there. */
const deeds: Dictionary = {
  access: '查看权限',
  act: '办理',
  alarms: '报警',
  answer: '答复',
  assign: '分派',
  authorisations: '授权与代理',
  begin: '制表',
  break_glass: '紧急查看',
  case: '打开档案',
  chain: '链条核验',
  change: '变更',
  check: '查重',
  code: '验证码',
  consents: '知情同意',
  correct: '更正',
  cover: '请假代办',
  decide: '审批',
  grant: '授予',
  handover: '交接',
  import: '导入',
  join: '合并同一人档案',
  line: '明细',
  list: '名单',
  locks: '账号锁定',
  move: '调岗',
  names: '显示姓名',
  new: '登记',
  note: '记事',
  one: '详情',
  paired: '结对对象',
  pickups: '接回看板',
  posts: '岗位',
  print: '打印',
  proposal: '审批事项',
  readers: '谁看过',
  refer: '转介',
  reveal: '显示隐藏内容',
  reviews: '紧急查看复核',
  search: '查找',
  step: '办理',
  switch: '切换',
  unconnected: '未衔接名单',
  undo: '撤销',
  visit: '走访登记',
  why: '我为什么能看',
}
const prints: Dictionary = {
  week_list: '本周走访联系单',
  'handoff.pickups': '接回安排',
  'audit.readers': '查阅人清单',
  'audit.chain': '锚点清单',
}

/** 'handoff.reveal' → '安置帮教·显示隐藏内容'; parts that have no word stay as they are. */
export function doorText(code: string): string {
  const [room = '', ...rest] = code.split('.')
  const first = isPlace(room) ? places[room].label : (rooms[room] ?? room)
  return [first, ...rest.map((part) => deeds[part] ?? part)].join('·')
}

const results: Dictionary = { refused: '被拒绝或失败', done: '成功' }

const terms: Record<Exclude<TermSet, 'door'>, Dictionary> = {
  role: roles,
  kind: labels(places),
  referral: labels(referralTypes),
  view: labels(viewTexts),
  part: parts,
  review: { ...outcomes, ...secondOutcomes },
  alarm: alarmOutcomes,
  act: { begin: '制表', ...returnActs },
  form: Object.fromEntries(returnForms.map((form) => [form.code, form.title])),
  source: Object.fromEntries(exportSources.map(({ name, label }) => [name, label])),
  printed: prints,
}
const term = (set: TermSet, code: string | undefined): string => {
  if (code === undefined) return ''
  return set === 'door' ? doorText(code) : (terms[set][code] ?? code)
}

/** Words over the names that one page needs. */
export function auditWords(names: Names): AuditWords {
  const who = (id = '') => {
    const post = names.post(id)
    if (post) return `${post.name}（${isRole(post.role) ? roles[post.role] : post.role} · ${post.unit}）`
    return names.user(id)?.name ?? id
  }
  const unit = (code = '') => names.unit(code) ?? code
  // A look-up that found none or several of them is told by their number.
  const some = (value: string, one: (value: string) => string) => (/^\d+$/.test(value) ? `${value} 个` : one(value))
  const filters: Record<string, (value: string) => string> = {
    view: (value) => `快捷查询：${isViewName(value) ? views[value].label : value}`,
    event: (value) => `事件：${eventLabel(value)}`,
    user: (value) => `人员：${some(value, who)}`,
    post: (value) => `岗位：${who(value)}`,
    role: (value) => `角色：${term('role', value)}`,
    unit: (value) => `单位：${some(value, unit)}`,
    request: (value) => `请求编号：${value}`,
    ip: (value) => `地址：${value}`,
    result: (value) => `结果：${results[value] ?? value}`,
  }
  return {
    term,
    step: (kind, code) => (isPlace(kind) ? stepLabel(kinds[kind], code) : code),
    filter: (name, value) => filters[name]?.(value) ?? `${name} ${value}`,
    who,
    unit,
  }
}
