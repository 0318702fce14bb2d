/** What of D4 (留守儿童) stands in the menu of a role; follows the policy, so that no item leads to a refusal. Pure. */
import { grantOf, judge, reportRoles } from '~/access/policy'
import type { Role } from '~/access/roles'

type Item = { href: string; label: string }

/** Who sees the figures with the list behind them: the village's director, the town's supervisor and the education bureau. */
export const figureReaders: readonly Role[] = ['CD', 'CS', 'EC']

const lists = (role: Role, kind: string) => judge(role, kind, 'L').allowed
/** Enters children of its own range; the school's children come by their village. */
const registers = (role: Role) =>
  lists(role, 'child') && judge(role, 'child', 'W').allowed && grantOf(role, 'child')?.reach !== 'party'

/** The child's file: census, care, calls and pairing. */
const childItems = (role: Role) => [
  lists(role, 'child') && { href: '/children', label: '留守儿童' },
  registers(role) && { href: '/children/new', label: '登记儿童' },
  role === 'CD' && { href: '/children/candidates', label: '摸底待核' },
  role === 'CS' && { href: '/children/review', label: '摸底审核' },
  (role === 'CD' || role === 'CS' || role === 'SP') && { href: '/children/import', label: '导入摸底表' },
  figureReaders.includes(role) && { href: '/children/statistics', label: '统计' },
  lists(role, 'guardianship') && { href: '/children/guardianship', label: '民政监护' },
  (role === 'SP' || role === 'ST') && { href: '/children/calls', label: '亲情通话' },
  (role === 'CD' || role === 'CS') && { href: '/children/calls/uncontacted', label: '本周未联系' },
  ['CD', 'CS', 'SP', 'ST'].includes(role) && { href: '/children/pairing', label: '结对关爱' },
  role === 'PH' && { href: '/children/pairing', label: '我结对的孩子' },
]

/** Legal education (法治教育) of the school, of the bureau and of the vice-principal, whose first page it is. */
const legalItems = (role: Role) => [
  lists(role, 'legal_lesson') && role !== 'LV' && { href: '/children/legal-education', label: '法治副校长' },
  lists(role, 'mentoring') && { href: '/children/mentoring', label: '结对辅导' },
  lists(role, 'legal_lesson') && { href: '/children/legal-education/materials', label: '法治资料库' },
]

/** Mandatory reports (强制报告): whoever meets children files them; three offices receive them. */
const reportItems = (role: Role) => [
  reportRoles.file.includes(role) && { href: '/children/reports', label: '强制报告' },
  (reportRoles.receive as readonly Role[]).includes(role) && {
    href: '/children/reports/inbox',
    label: '收到的强制报告',
  },
  (reportRoles.receive as readonly Role[]).includes(role) && {
    href: '/children/reports/statistics',
    label: '强制报告统计',
  },
]

export const childrenItems = (role: Role): Item[] =>
  [...childItems(role), ...legalItems(role), ...reportItems(role)].filter((item) => item !== false)
