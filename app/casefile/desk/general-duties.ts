/** Duties that no kind declares: of an office, of a report, of a helper, of a return. Pure. */
import { unitDuties } from '~/orgs/posts/unit-duties'
import { everies } from '../returns/period'

export type Action = { href: string; label: string }

/** What each is called and where it is done; `:case` in an address stands for the file. */
export const generalDuties: Record<string, { label: string; action: Action }> = {
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
