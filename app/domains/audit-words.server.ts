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
import { doorText } from './door-words'
import { childPapers } from './children/documents.server'
import { handoffPapers, noticePapers, statisticsPaper, supportPapers } from './handoff/documents.server'
import { kinds } from './kinds'
import { isPlace, places } from './menu'
import { returnForms } from './returns.server'
import { legalPapers } from './children/legal/documents.server'
import { paymentPapers } from './relief/payment/documents.server'
import { intakePapers } from './window/documents.server'

type Dictionary = Readonly<Record<string, string | undefined>>
const labels = (of: Readonly<Record<string, { label: string }>>): Dictionary =>
  Object.fromEntries(Object.entries(of).map(([code, { label }]) => [code, label]))

const parts: Dictionary = {
  one_off: '单次授权',
  deputy: '代办',
  break_glass: '紧急查看',
  pair: '结对帮扶',
  pair_helper: '结对帮扶',
  proxy: '代办',
  legal_vice_principal: '法治副校长',
  mentor: '结对辅导',
}

const prints: Dictionary = {
  week_list: '本周走访联系单',
  'handoff.pickups': '接回安排',
  'handoff.statistics': '统计',
  'intake.statistics': '一口受理统计',
  'relief.notice_board': '张贴的公示',
  'relief_school.statistics': '教育救助统计',
  'relief_training.statistics': '培训补贴统计',
  'relief_loan.statistics': '贷款推荐统计',
  'relief_temp.statistics': '临时救助统计',
  'relief_dibao.statistics': '低保统计',
  'children.report': '强制报告表',
  'children.statistics': '留守儿童统计',
  'audit.readers': '查阅人清单',
  'audit.chain': '锚点清单',
}

const results: Dictionary = { refused: '被拒绝或失败', done: '成功' }

/** Documents by their codes; several kinds may share one. */
const documents: Dictionary = Object.fromEntries(
  [
    ...[handoffPapers, noticePapers, supportPapers, intakePapers, paymentPapers, childPapers, legalPapers].flatMap(
      (papers) => [...papers.documents],
    ),
    statisticsPaper,
  ].map(({ code, title }) => [code, title] as const),
)

const terms: Record<Exclude<TermSet, 'door' | 'source'>, Dictionary> = {
  role: roles,
  kind: labels(places),
  referral: labels(referralTypes),
  view: labels(viewTexts),
  part: parts,
  review: { ...outcomes, ...secondOutcomes },
  alarm: alarmOutcomes,
  act: { begin: '制表', ...returnActs },
  form: Object.fromEntries(returnForms.map((form) => [form.code, form.title])),
  printed: prints,
  document: documents,
}
const term = (set: TermSet, code: string | undefined): string => {
  if (code === undefined) return ''
  if (set === 'door') return doorText(code)
  // Looked for when asked: the log is itself one of the exports.
  if (set === 'source') return exportSources.find((source) => source.name === code)?.label ?? code
  const [, form, period] = (set === 'printed' && /^return (\S+) (\S+)$/.exec(code)) || []
  if (form) return `${term('form', form)} ${period}`
  if (set === 'printed' && code.startsWith('document.')) return term('document', code.slice('document.'.length))
  return terms[set][code] ?? code
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
