/** The words that the log's lines need of every other room: roles, kinds, steps, views, doors. */
import { outcomes } from '~/access/break-glass-review.server'
import { viewTexts } from '~/access/pages/view-texts'
import { isRole, roles } from '~/access/roles'
import { eventLabel, type AuditWords } from '~/audit/event-words'
import type { Names } from '~/audit/search/names.server'
import { isViewName, views } from '~/audit/search/views'
import { referralTypes } from '~/casefile/referrals/referral-types'
import { eventLabel as stepLabel } from '~/casefile/timeline.server'
import { kinds } from './kinds'
import { isPlace, places } from './menu'

type Dictionary = Record<string, string | undefined>
const word = (dictionary: Dictionary, code: string) => dictionary[code] ?? code

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
  approvals: '审批',
  audit: '日志',
  desk: '我的工作',
  help: '帮助',
  lost: '不存在的页面',
  notices: '预释放通知',
  people: '查找人员',
  posts: '切换岗位',
  referral: '转介',
  referrals: '转介',
  week: '本周走访联系单',
}
/** The others: what was to be done there. */
const deeds: Dictionary = {
  access: '查看权限',
  answer: '答复',
  archives: '归档',
  assign: '分派',
  authorisations: '授权与代理',
  break_glass: '紧急查看',
  case: '打开档案',
  chain: '链条核验',
  check: '查重',
  consents: '知情同意',
  correct: '更正',
  decide: '审批',
  import: '导入',
  join: '合并同一人档案',
  list: '名单',
  names: '显示姓名',
  new: '登记',
  note: '记事',
  paired: '结对对象',
  pickups: '接回看板',
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
  const first = isPlace(room) ? places[room].label : word(rooms, room)
  return [first, ...rest.map((part) => word(deeds, part))].join('·')
}

const role = (code: string) => (isRole(code) ? roles[code] : code)
const results: Dictionary = { refused: '被拒绝', done: '成功' }

/** Words over the names that one page needs. */
export function auditWords(names: Names): AuditWords {
  const who = (id: string) => {
    const post = names.post(id)
    if (post) return `${post.name}（${role(post.role)} · ${post.unit}）`
    return names.user(id)?.name ?? id
  }
  const unit = (code: string) => names.unit(code) ?? code
  // A look-up that found none or several of them is told by their number.
  const some = (value: string, one: (value: string) => string) => (/^\d+$/.test(value) ? `${value} 个` : one(value))
  const filters: Record<string, (value: string) => string> = {
    view: (value) => `快捷查询：${isViewName(value) ? views[value].label : value}`,
    event: (value) => `事件：${eventLabel(value)}`,
    user: (value) => `人员：${some(value, who)}`,
    post: (value) => `岗位：${who(value)}`,
    role: (value) => `角色：${role(value)}`,
    unit: (value) => `单位：${some(value, unit)}`,
    request: (value) => `请求编号：${value}`,
    ip: (value) => `地址：${value}`,
    result: (value) => `结果：${word(results, value)}`,
  }
  return {
    role,
    kind: (code) => (isPlace(code) ? places[code].label : code),
    step: (kind, code) => (isPlace(kind) ? stepLabel(kinds[kind], code) : code),
    referral: (type) => word(Object.fromEntries(Object.entries(referralTypes).map(([k, v]) => [k, v.label])), type),
    view: (code) => word(Object.fromEntries(Object.entries(viewTexts).map(([k, v]) => [k, v.label])), code),
    part: (code) => word(parts, code),
    outcome: (code) => word(outcomes, code),
    door: doorText,
    filter: (name, value) => filters[name]?.(value) ?? `${name} ${value}`,
    printed: (code) => word(prints, code),
    who,
    unit,
  }
}
