/** The menu of a role and where the files of a kind live; follows the policy, so that no item leads to a refusal. Pure. */
import { grantOf, judge, listable, readsSums, referralReceivers, type KindName } from '~/access/policy'
import { roles, type Role } from '~/access/roles'
import { headRoles } from '~/orgs/posts/heads'
import { childrenItems } from './children/menu'

/** What a kind is called and the path of its files, without the id. */
export const places: Record<KindName, { label: string; path: string }> = {
  handoff: { label: '安置帮教', path: '/handoff' },
  support: { label: '帮扶服务', path: '/support' },
  release_notice: { label: '预释放通知', path: '/handoff/notices' },
  relief_temp: { label: '临时救助', path: '/relief' },
  relief_dibao: { label: '最低生活保障', path: '/relief' },
  relief_school: { label: '教育救助', path: '/relief' },
  relief_training: { label: '培训补贴', path: '/relief' },
  relief_loan: { label: '创业担保贷款推荐', path: '/relief' },
  payment_batch: { label: '发放批次', path: '/relief/payments' },
  mentoring: { label: '结对辅导', path: '/children/mentoring' },
  legal_lesson: { label: '法治副校长', path: '/children/legal-education' },
  intake: { label: '一口受理', path: '/intake' },
  household: { label: '民情档案', path: '/intake/households' },
  child: { label: '留守儿童', path: '/children' },
  guardianship: { label: '民政监护', path: '/children/guardianship' },
}

export const isPlace = (kind: string): kind is KindName => kind in places

/** The kinds whose files live at an address (`/handoff/<id>/note`): those of the longest path that begins it. */
export function kindsAt({ pathname }: Pick<URL, 'pathname'>): readonly KindName[] {
  const all = Object.entries(places) as [KindName, { path: string }][]
  const fits = all.filter(([, { path }]) => pathname.startsWith(`${path}/`))
  const longest = Math.max(0, ...fits.map(([, { path }]) => path.length))
  return fits.filter(([, { path }]) => path.length === longest).map(([kind]) => kind)
}

/** The kinds of relief, which live at one address. */
export const reliefKinds = (): readonly KindName[] =>
  (Object.keys(places) as KindName[]).filter((kind) => places[kind].path === '/relief')

/** Roles that take applications for relief in, and those that decide them. */
export const openers: readonly Role[] = ['CC', 'SP', 'ST', 'HR']
export const approvers: readonly Role[] = ['CA', 'EC', 'HR']
const opensRelief = (role: Role) => openers.includes(role)
const approvesRelief = (role: Role) => approvers.includes(role)

type Item = { href: string; label: string }
export type MenuPart = { heading?: string; items: readonly Item[] }

/** Roles that look over emergency readings (紧急查看) of files in their range. */
export const reviewers: readonly Role[] = ['TH', 'JA', 'JX', 'SE']
/** Unit heads, who answer for the posts of their people. */
export const heads: readonly Role[] = headRoles

/** Who follows the money from the budget to the payment. */
export const payers: readonly Role[] = ['FN', 'CK', 'CA']

/** Roles that take part in the returns. */
export const reporters: readonly Role[] = 'TJ TH JC JA JX CC CK CA CS ST SP EC HR DP'.split(' ') as Role[]
/** Who reads the logs, and nothing else. */
export const auditors: readonly Role[] = ['AU']

/** Roles whose work stands on a page of its own instead of the desk of files. */
export const homes: Partial<Record<Role, string>> = { AD: '/admin', LV: '/children/legal-education' }

/** The system administrator's pages; the second hand sees the changes alone. */
const adminItems = (role: Role): Item[] => {
  if (role === 'SE') return [{ href: '/admin/changes', label: '变更与日期' }]
  if (role !== 'AD') return []
  return [
    { href: '/admin/accounts', label: '账号' },
    { href: '/admin/organisation', label: '机构' },
    { href: '/admin/rules', label: '规则参数' },
    { href: '/admin/calendar', label: '工作日历' },
    { href: '/admin/changes', label: '变更与日期' },
    { href: '/admin/outbox', label: '通知发送' },
  ]
}

const sends = (role: Role) =>
  (['handoff', 'support', 'intake'] as const).some(
    (kind) => judge(role, kind, 'W').allowed || judge(role, kind, 'A').allowed,
  )
/** Who writes hand-off files or notices brings lists of them in. */
const imports = (role: Role) => judge(role, 'handoff', 'W').allowed || judge(role, 'release_notice', 'W').allowed
const receives = (role: Role) =>
  Object.values(referralReceivers).some((receivers: readonly Role[]) => receivers.includes(role))

/** About no person. */
const impersonal: readonly KindName[] = ['payment_batch', 'legal_lesson']
/** Has any person's file of its own to look for. */
export const maySearch = (role: Role): boolean => listable(role).some((kind) => !impersonal.includes(kind))
/** These save no life: nobody has to open them in danger. For a child in danger there is the mandatory report, open to everybody. */
const neverBroken: readonly KindName[] = [
  'child',
  'guardianship',
  'intake',
  'household',
  'payment_batch',
  'mentoring',
  'legal_lesson',
  ...reliefKinds(),
]
/** Roles that may open one file in danger to life: those that read some kind by range. */
export const breakers: readonly Role[] = (Object.keys(roles) as Role[]).filter((role) =>
  (Object.keys(places) as KindName[]).some(
    (kind) =>
      !neverBroken.includes(kind) && grantOf(role, kind)?.may.includes('R') && grantOf(role, kind)?.reach !== 'party',
  ),
)

const securityMenu: readonly Item[] = [
  { href: '/admin', label: '等我办理' },
  { href: '/admin/posts', label: '岗位' },
  { href: '/admin/authorisations', label: '常设授权' },
  { href: '/admin/locks', label: '锁定和验证器' },
  { href: '/admin/alarms', label: '异常查看提示' },
  { href: '/admin/exports', label: '导出审批' },
]
/** Takes out what is of no kind (the log, bank files), or approves that as the second. */
const exportsOther: readonly Role[] = ['AU', 'LD', 'FN']
/** Takes files out, or is the second who approves it. */
export const mayExportAny = (role: Role): boolean =>
  (Object.keys(places) as KindName[]).some(
    (kind) => judge(role, kind, 'E').allowed || judge(role, kind, 'A').allowed || readsSums(role, kind),
  )

export function menuOf(role: Role): MenuPart[] {
  const lists = new Set<KindName>(listable(role))
  const handoff = [
    lists.has('release_notice') && { href: '/handoff/notices', label: '预释放通知' },
    lists.has('handoff') && { href: '/handoff', label: '安置帮教' },
    lists.has('handoff') && { href: '/handoff/pickups', label: '接回看板' },
    imports(role) && { href: '/handoff/import', label: '导入名单' },
    lists.has('handoff') && { href: '/handoff/unconnected', label: '未衔接名单' },
    lists.has('handoff') && { href: '/handoff/statistics', label: '统计' },
    lists.has('handoff') && { href: '/handoff/documents', label: '文书' },
    role === 'PH' && { href: '/handoff/paired', label: '我结对帮扶的人' },
    lists.has('support') && { href: places.support.path, label: places.support.label },
  ]
  const relief = [
    approvesRelief(role) && { href: '/relief/desk', label: '审批台' },
    reliefKinds().some((kind) => lists.has(kind)) && { href: '/relief', label: '救助档案' },
    opensRelief(role) && { href: '/relief/new', label: '受理申请' },
    role === 'CC' && { href: '/relief/import', label: '导入存量台账' },
    (role === 'CK' || role === 'CA') && { href: '/relief/standards', label: '低保标准' },
    role === 'CK' && { href: '/relief/deaths', label: '死亡名单' },
    (role === 'CC' || role === 'CK' || role === 'CA') && { href: '/relief/notices', label: '公示栏' },
    lists.has('payment_batch') && { href: '/relief/payments', label: '发放批次' },
    lists.has('payment_batch') && { href: '/relief/payments/new', label: '待发放' },
    payers.includes(role) && { href: '/relief/payments/budget', label: '预算执行' },
    lists.has('payment_batch') && { href: '/relief/payments/reserves', label: '乡镇备用金账户' },
    lists.has('relief_temp') && { href: '/relief/statistics/temp', label: '临时救助统计' },
    lists.has('relief_dibao') && { href: '/relief/statistics/dibao', label: '低保统计' },
    lists.has('relief_school') && { href: '/relief/statistics/school', label: '教育救助统计' },
    lists.has('relief_training') && { href: '/relief/statistics/training', label: '培训补贴统计' },
    lists.has('relief_loan') && { href: '/relief/statistics/loan', label: '贷款推荐统计' },
  ]
  const window = [
    lists.has('intake') && { href: '/intake', label: '一口受理' },
    judge(role, 'intake', 'W').allowed && role === 'IC' && { href: '/intake/new', label: '受理登记' },
    lists.has('intake') && { href: '/intake/routing', label: '分派表' },
    lists.has('intake') && { href: '/intake/statistics', label: '统计' },
    lists.has('household') && { href: '/intake/households', label: '民情档案' },
    role === 'GW' && { href: '/intake/proxied', label: '我代办的事项' },
  ]
  const sums = (Object.keys(places) as KindName[]).some((kind) => readsSums(role, kind))
  const other = [
    sums && { href: '/reports/figures', label: '统计' },
    (sends(role) || receives(role)) && { href: '/referrals', label: '转介' },
    maySearch(role) && { href: '/people', label: '查找人员' },
    reporters.includes(role) && { href: '/reports', label: '报表' },
    (mayExportAny(role) || exportsOther.includes(role)) && { href: '/exports', label: '导出申请' },
    reviewers.includes(role) && { href: '/access/reviews', label: '紧急查看复核' },
    { href: '/account', label: '我的账号' },
    lists.size > 0 && { href: '/documents/check', label: '核验文书' },
    { href: '/help', label: '帮助' },
  ]
  const staff = heads.includes(role)
    ? [
        { href: '/access/posts', label: '人员岗位' },
        { href: '/access/cover', label: '请假代办' },
        { href: '/access/authorisations', label: '授权与代理' },
        { href: '/access/handover', label: '交接在办档案' },
      ]
    : []
  const audit = auditors.includes(role)
    ? [
        { href: '/audit', label: '日志查询' },
        { href: '/audit/readers', label: '查阅人清单' },
        { href: '/audit/chain', label: '链条核验' },
      ]
    : []
  const parts = [
    { items: [{ href: homes[role] ?? '/', label: '我的工作' }] },
    { heading: '人员衔接', items: handoff.filter((item): item is Item => Boolean(item)) },
    { heading: '儿童关爱', items: childrenItems(role) },
    { heading: '救助补助', items: relief.filter((item): item is Item => Boolean(item)) },
    { heading: '便民服务', items: window.filter((item): item is Item => Boolean(item)) },
    { heading: '单位人员', items: staff },
    { heading: '安全管理', items: role === 'SE' ? securityMenu : [] },
    { heading: '系统管理', items: adminItems(role) },
    { heading: '审计', items: audit },
    { heading: '其他', items: other.filter((item): item is Item => Boolean(item)) },
  ]
  return parts.filter((part) => part.items.length > 0)
}

/** The menu with the place marked that the path lies in: the longest address that begins it. */
export function menuAt(role: Role, pathname: string) {
  const parts = menuOf(role)
  const fits = (href: string) =>
    href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
  const here = parts
    .flatMap((part) => part.items.map((item) => item.href))
    .filter(fits)
    .sort((a, b) => b.length - a.length)[0]
  return parts.map((part) => ({ ...part, items: part.items.map((item) => ({ ...item, current: item.href === here })) }))
}
