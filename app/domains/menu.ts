/** The menu of a role and where the files of a kind live; follows the policy, so that no item leads to a refusal. Pure. */
import { grantOf, judge, listable, referralReceivers, type KindName } from '~/access/policy'
import { roles, type Role } from '~/access/roles'

/** What a kind is called and the path of its files, without the id. */
export const places: Record<KindName, { label: string; path: string }> = {
  handoff: { label: '安置帮教', path: '/handoff' },
  support: { label: '帮扶服务', path: '/support' },
  release_notice: { label: '预释放通知', path: '/handoff/notices' },
}

export const isPlace = (kind: string): kind is KindName => kind in places

type Item = { href: string; label: string }
export type MenuPart = { heading?: string; items: Item[] }

/** Roles that look over emergency readings (紧急查看) of files in their range. */
export const reviewers: readonly Role[] = ['TH', 'JA', 'JX', 'SE']
/** Unit heads, who authorise colleagues and name a deputy. */
export const heads: readonly Role[] = ['TH', 'JA', 'JX']

const sends = (role: Role) =>
  (['handoff', 'support'] as const).some((kind) => judge(role, kind, 'W').allowed || judge(role, kind, 'A').allowed)
/** Who writes hand-off files or notices brings lists of them in. */
const imports = (role: Role) => judge(role, 'handoff', 'W').allowed || judge(role, 'release_notice', 'W').allowed
const receives = (role: Role) =>
  Object.values(referralReceivers).some((receivers: readonly Role[]) => receivers.includes(role))

/** Has any file of its own to look for. */
export const maySearch = (role: Role): boolean => listable(role).length > 0
/** Roles that may open one file in danger to life: those that read some kind by range. */
export const breakers: readonly Role[] = (Object.keys(roles) as Role[]).filter((role) =>
  (Object.keys(places) as KindName[]).some(
    (kind) => grantOf(role, kind)?.may.includes('R') && grantOf(role, kind)?.reach !== 'party',
  ),
)

export function menuOf(role: Role): MenuPart[] {
  const lists = new Set<KindName>(listable(role))
  const handoff = [
    lists.has('release_notice') && { href: '/handoff/notices', label: '预释放通知' },
    lists.has('handoff') && { href: '/handoff', label: '安置帮教' },
    lists.has('handoff') && { href: '/handoff/pickups', label: '接回看板' },
    imports(role) && { href: '/handoff/import', label: '导入名单' },
    lists.has('handoff') && { href: '/handoff/unconnected', label: '未衔接名单' },
    lists.has('handoff') && { href: '/handoff/documents', label: '文书' },
    role === 'PH' && { href: '/handoff/paired', label: '我结对帮扶的人' },
    lists.has('support') && { href: places.support.path, label: places.support.label },
  ]
  const other = [
    (sends(role) || receives(role)) && { href: '/referrals', label: '转介' },
    lists.size > 0 && { href: '/people', label: '查找人员' },
    heads.includes(role) && { href: '/access/authorisations', label: '授权与代理' },
    reviewers.includes(role) && { href: '/access/reviews', label: '紧急查看复核' },
    lists.size > 0 && { href: '/documents/check', label: '核验文书' },
    { href: '/help', label: '帮助' },
  ]
  const parts = [
    { items: [{ href: '/', label: '我的工作' }] },
    { heading: '人员衔接', items: handoff.filter((item): item is Item => Boolean(item)) },
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
