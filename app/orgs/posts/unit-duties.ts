/** Duties of a unit that belong to no file: what the worker enters for the head and what settles them. Pure. */

/** `task.kind` of these duties; no kind of file. Row-level security shows them to the head's role at the head's unit. */
export const UNIT_KIND = 'unit'

export const unitDuties = {
  confirm_post: { label: '确认岗位', rule: 'X.post_confirm' },
  handover: { label: '交接在办档案', rule: 'X.handover' },
  renew_authorisation: { label: '续签未成年人档案的常设授权', rule: 'X.authorisation_renew' },
  recertify: { label: '复核本单位人员的权限', rule: 'X.recertify' },
} as const
export type UnitDuty = keyof typeof unitDuties
