/** What a new post must keep to (DOMAIN §3, 4.11, 4.14). Pure; the database repeats the exclusions in keep_posts(). */
import { exclude, isRole, roles, type Role } from '~/access/roles'
import { addMonths, formatDay, type LegalDay } from '~/lib/dates'
import { fits } from './places'

/** A post of the person that is not over, confirmed or not. */
export type Holding = {
  role: string
  unitCode: string
  classCode: string | null
  from: LegalDay
  until: LegalDay | null
  cover: boolean
}
export type NewPost = {
  role: Role
  unit: { code: string; kind: string; name: string; closed: boolean } | null
  classCode: string | undefined
  from: LegalDay
  until: LegalDay | undefined
}
type Given = {
  post: NewPost
  person: { id: string; disabled: boolean }
  /** The person who grants. */
  by: string
  holdings: readonly Holding[]
  /** Others hold a post of this role at this unit. */
  taken: boolean
  today: LegalDay
}

/** A grant is entered for the coming months, not for years ahead. */
const MONTHS_AHEAD = 12
const CLASS = /^(19|20)\d{2}-\d{1,2}$/
const FOREVER = '9999-12-31'

type Dates = { from: LegalDay; until?: LegalDay | null }
export const overlap = (a: Dates, b: Dates): boolean =>
  a.from <= (b.until ?? FOREVER) && b.from <= (a.until ?? FOREVER) && a.from <= (a.until ?? FOREVER)

/** Roles the person holds at that time that exclude the new one. */
export const excludedBy = (role: Role, dates: Dates, holdings: readonly Holding[]): Role[] => [
  ...new Set(
    holdings.flatMap((one) => (isRole(one.role) && exclude(one.role, role) && overlap(one, dates) ? one.role : [])),
  ),
]

/** What is wrong with a grant, by field; empty when it may be made. */
export function grantComplaints({ post, person, by, holdings, taken, today }: Given): Record<string, string[]> {
  const { role, unit, classCode, from, until } = post
  const wrong: Record<string, string[]> = {}
  const say = (field: string, text: string) => (wrong[field] = [...(wrong[field] ?? []), text])
  if (person.id === by) say('person', '不能给自己授予岗位，请由另一位安全管理员办理')
  else if (person.disabled) say('person', '这个账号已停用，请先由系统管理员启用')
  const rivals = excludedBy(role, { from, until }, holdings)
  if (rivals.length)
    say('role', `该同志是${rivals.map((one) => roles[one]).join('、')}，与${roles[role]}不能由一人兼任，须先结束原岗位`)
  if (!unit || unit.closed) say('unit', '请从列表中选择仍在使用的单位')
  else if (!fits(role, unit)) say('unit', `${roles[role]}不能设在${unit.name}`)
  if (role === 'ST' && !classCode) say('classCode', '班主任须填写班级，如 2024-1')
  if (classCode && role !== 'ST') say('classCode', '只有班主任填写班级')
  if (classCode && !CLASS.test(classCode)) say('classCode', '请按“入学年份-班号”填写，如 2024-1')
  if (from < today) say('from', '开始日期不能早于今天')
  if (from > addMonths(today, MONTHS_AHEAD)) say('from', `最多提前 ${MONTHS_AHEAD} 个月授予`)
  if (until && until < from) say('until', '结束日期不能早于开始日期')
  const twice = holdings.find(
    (one) =>
      !one.cover &&
      one.role === role &&
      one.unitCode === unit?.code &&
      one.classCode === (classCode ? `${unit.code}-${classCode}` : null) &&
      overlap(one, { from, until }),
  )
  if (twice) say('role', `该同志在这个单位已有同样的岗位（${formatDay(twice.from)}起）`)
  if (role === 'GW' && taken) say('unit', '这个网格已有网格员，一个网格只设一名，须先结束原岗位')
  return wrong
}
