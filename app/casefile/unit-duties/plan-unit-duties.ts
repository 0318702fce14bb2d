/** What the heads of units have to do about the posts of their people, with the day. Pure. */
import { isRole } from '~/access/roles'
import { addDays, formatDay, type LegalDay } from '~/lib/dates'
import { headsOf, type Held } from '~/orgs/posts/heads'
import { certifyBy } from '~/orgs/posts/post-state'
import { unitDuties, type UnitDuty } from '~/orgs/posts/unit-duties'
import { computeDue, type Due } from '../deadlines/compute'
import type { RuleBook } from '../deadlines/rule-book'

/** A post that something may have to be done about. */
export type WatchedPost = {
  id: string
  userId: string
  name: string
  role: string
  unit: { code: string; kind: string }
  cover: boolean
  granted: LegalDay
  confirmed: boolean
  inForce: boolean
  /** The day it was over, or its account disabled; null while neither. */
  overOn: LegalDay | null
  /** Open files and duties in its name. */
  holds: number
  authorisedUntil: LegalDay | null
  certifiedOn: LegalDay
}
export type Chief = Held & { userId: string }

export type PlannedDuty = {
  code: UnitDuty
  /** The post it is about; for `recertify` the head's own unit. */
  about: string
  unit: string
  role: string
  triggerOn: LegalDay
} & Due

const rule = (book: RuleBook, id: string, on: LegalDay) => {
  const { value, unit } = book.rule(id, on)
  return { ruleId: id, ruleValue: value, ruleUnit: unit }
}

/** The duties as they should stand today; posts nobody answers for give none. */
export function planUnitDuties(
  posts: readonly WatchedPost[],
  chiefs: readonly Chief[],
  book: RuleBook,
  today: LegalDay,
): PlannedDuty[] {
  const planned: PlannedDuty[] = []
  const toCertify = new Map<string, PlannedDuty>()
  for (const post of posts) {
    if (!isRole(post.role)) continue
    const [chief] = headsOf(
      { role: post.role, unit: post.unit },
      chiefs.filter((one) => one.userId !== post.userId),
    )
    if (!chief) continue
    const to = { unit: chief.unit.code, role: chief.role }
    const add = (code: UnitDuty, triggerOn: LegalDay, due: Due) =>
      planned.push({ code, about: post.id, ...to, triggerOn, ...due })
    const count = (code: UnitDuty, from: LegalDay, because: string) =>
      computeDue({ book, rule: unitDuties[code].rule, from, roll: 'agency', because })
    if (!post.confirmed && !post.overOn)
      add('confirm_post', post.granted, count('confirm_post', post.granted, '授予岗位'))
    if (post.overOn && post.holds > 0 && !post.cover)
      add('handover', post.overOn, count('handover', post.overOn, '停用账号或岗位结束'))
    const renewal = post.inForce && post.authorisedUntil && renew(post.authorisedUntil, book, today)
    if (renewal) add('renew_authorisation', renewal.warnOn, renewal)
    const recertify = post.inForce && !post.cover && certify(post.certifiedOn, book, today)
    const key = `${to.unit} ${to.role}`
    if (recertify && recertify.dueOn < (toCertify.get(key)?.dueOn ?? '9999-12-31'))
      toCertify.set(key, { code: 'recertify', about: to.unit, ...to, triggerOn: post.certifiedOn, ...recertify })
  }
  return [...planned, ...toCertify.values()]
}

/** From X.authorisation_renew before its end on; due on the last day of the authorisation. */
function renew(until: LegalDay, book: RuleBook, today: LegalDay): Due | null {
  const id = unitDuties.renew_authorisation.rule
  const warnOn = addDays(until, -book.rule(id, today).value)
  if (today < warnOn) return null
  return {
    dueOn: until,
    warnOn,
    provisional: false,
    ...rule(book, id, today),
    reason: `查看未成年人档案的常设授权 ${formatDay(until)} 到期，过期后不能再看，须由单位负责人重新签批。`,
  }
}

/** From X.recertify_warn before the half year is over. */
function certify(certifiedOn: LegalDay, book: RuleBook, today: LegalDay): Due | null {
  const id = unitDuties.recertify.rule
  const months = book.rule(id, today).value
  const dueOn = certifyBy(certifiedOn, months)
  const warnOn = addDays(dueOn, -book.rule('X.recertify_warn', today).value)
  if (today < warnOn) return null
  return {
    dueOn,
    warnOn,
    provisional: false,
    ...rule(book, id, today),
    reason: `人员权限每 ${months} 个月复核一次，最早的一次在 ${formatDay(certifiedOn)}。`,
  }
}
