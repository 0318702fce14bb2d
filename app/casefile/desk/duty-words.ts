/** What a duty is called and the form that does it; kinds come as arguments. */
import { whyNot } from '../act.server'
import { everies } from '../returns/period'
import type { Domain } from '../domain'
import type { Actor } from '~/access/actor'
import { maskName } from '~/people/identity'
import { unitDuties } from '~/orgs/posts/unit-duties'

export type Domains = Record<string, Domain>
type DutyAt = { kind: string; code: string; caseId: string | null; state: string | undefined }
type Action = { href: string; label: string }

/** Duties that no kind declares; `:case` in an address stands for the file. */
const general: Record<string, { label: string; action: Action }> = {
  report_acknowledge: {
    label: '查收强制报告',
    action: { href: '/children/reports/inbox?state=sent', label: '去查收' },
  },
  report_feedback: {
    label: '向报告人反馈强制报告的处理情况',
    action: { href: '/children/reports/inbox?state=acknowledged', label: '去反馈' },
  },
  report_close: { label: '办结强制报告', action: { href: '/children/reports/inbox?state=feedback', label: '去办结' } },
  ...Object.fromEntries(
    Object.values(everies).map(({ duty, label }) => [
      duty,
      { label: `填报${label}`, action: { href: '/reports', label: '去填报' } },
    ]),
  ),
  return_sent_back: { label: '更正被退回的报表', action: { href: '/reports', label: '去更正' } },
  census: { label: '摸底登记', action: { href: '/children/import', label: '去摸底' } },
  make_batch: { label: '有到期应发的款项，编制发放批次', action: { href: '/relief/payments/new', label: '去编制' } },
  legal_hours: {
    label: '今年法治课时不足，商法治副校长补上',
    action: { href: '/children/legal-education', label: '查看' },
  },
  legal_hours_county: {
    label: '有学校法治课时不足，督促补上',
    action: { href: '/children/legal-education?gap=short', label: '查看学校' },
  },
  confirm_post: { label: unitDuties.confirm_post.label, action: { href: '/access/posts', label: '确认' } },
  handover: { label: unitDuties.handover.label, action: { href: '/access/handover', label: '交接' } },
  renew_authorisation: {
    label: unitDuties.renew_authorisation.label,
    action: { href: '/access/authorisations', label: '续签' },
  },
  recertify: { label: unitDuties.recertify.label, action: { href: '/access/posts', label: '复核' } },
  pair_contact: { label: '结对月度联系', action: { href: '/children/pairing', label: '去登记' } },
  help_guardian: { label: '立即：联系监护人', action: { href: '/children/urgent/:case', label: '去处置' } },
  help_school: { label: '立即：学校安排专人陪护', action: { href: '/children/urgent/:case', label: '去处置' } },
  help_medical: { label: '立即：联系医疗救助', action: { href: '/children/urgent/:case', label: '去处置' } },
  break_glass_review: { label: '复核紧急查看', action: { href: '/access/reviews', label: '复核' } },
}

export const dutyLabel = (domains: Domains, kind: string, code: string): string =>
  domains[kind]?.kind.duties[code]?.label ?? general[code]?.label ?? '待办事项'

/** '（代程小禾）' on what belongs to a colleague I stand in for. */
export function coverWords(actor: Pick<Actor, 'covers'>, holder: string | null): string {
  const cover = actor.covers.find((one) => one.postId === holder)
  return cover ? `（代${cover.name}）` : ''
}

export const caseHref = (domains: Domains, kind: string, id: string): string | undefined =>
  domains[kind] ? `${domains[kind].kind.path}/${id}` : undefined

/** The name of a file as a list shows it: masked, but for the title of what is about no person. */
export const shownName = (domains: Domains, kind: string, name: string): string =>
  domains[kind]?.kind.impersonal ? name : maskName(name)

/** The step or visit form that fulfils a duty; without the right to either, the file itself. */
export function dutyAction(domains: Domains, actor: Pick<Actor, 'role'>, duty: DutyAt): Action | undefined {
  const domain = domains[duty.kind]
  const decl = domain?.kind.duties[duty.code]
  const own = decl ? undefined : general[duty.code]?.action
  if (own) return { ...own, href: own.href.replace(':case', duty.caseId ?? '') }
  if (!domain || !duty.caseId) return undefined
  const base = `${domain.kind.path}/${duty.caseId}`
  const open = { href: base, label: '打开' }
  if (!decl || decl.role !== actor.role) return open
  if (decl.step)
    return duty.state && whyNot(domain, decl.step, actor, duty.state) === null
      ? { href: `${base}/step/${decl.step}`, label: domain.kind.steps[decl.step]!.label }
      : open
  const types = decl.record?.split(' ') ?? []
  if (!types[0]) return open
  return {
    href: `${base}/visit?type=${types[0]}`,
    label: types.length > 1 ? '记录联系' : `记录${domain.kind.records[types[0]] ?? '走访'}`,
  }
}
