/**
 * Who may do what with which kind of file. This table owns the kind names: a kind that is not a key here is denied to
 * everybody, and a role that is not named under a kind is denied there (ACCESS.md §1, §4; DOMAIN §12).
 */
import type { Role } from './roles'

/** unit: the post's own unit; subtree: the region below it; party: named on the file alone. */
export type Reach = 'unit' | 'subtree' | 'party'
export type View = 'full' | 'school' | 'limited' | 'dose' | 'rx' | 'status'
/** L list, R read, W write, A approve, P print, E export. */
export type Operation = 'L' | 'R' | 'W' | 'A' | 'P' | 'E'
export type Grant = { reach: Reach; view: View; may: string }

const at = (reach: Reach, view: View, may: string): Grant => ({ reach, view, may })

export const policy = {
  /** A prison's own notices (刑满释放人员通知书). */
  release_notice: { PR: at('unit', 'full', 'LRWP') },
  /** D1, help after release (安置帮教). Offence data is a view of its own: full alone. */
  handoff: {
    JC: at('subtree', 'full', 'LRWPE'),
    JA: at('subtree', 'full', 'LRAPE'),
    JX: at('subtree', 'full', 'LR'),
    TJ: at('unit', 'full', 'LRWP'),
    TH: at('unit', 'full', 'LRAP'),
    PH: at('party', 'limited', 'R'),
  },
  /** Neutral help without an origin. */
  support: {
    JC: at('subtree', 'full', 'LRWP'),
    JA: at('subtree', 'full', 'LRAP'),
    TJ: at('unit', 'full', 'LRWP'),
    TH: at('unit', 'full', 'LRAP'),
  },
  /** D7, relief: the accepting town window owns the file; the county checks and decides. */
  relief_temp: {
    CC: at('unit', 'full', 'LRWP'),
    CK: at('subtree', 'full', 'LRW'),
    CA: at('subtree', 'full', 'LRAPE'),
  },
  relief_dibao: {
    CC: at('unit', 'full', 'LRWP'),
    CK: at('subtree', 'full', 'LRW'),
    CA: at('subtree', 'full', 'LRAPE'),
  },
  /** Aid through the school (社会救助法 38): the school owns the file, the education bureau decides. */
  relief_school: {
    SP: at('unit', 'full', 'LRWP'),
    ST: at('unit', 'full', 'LRW'),
    EC: at('subtree', 'full', 'LRWA'),
  },
  /** Paid after a certificate or a job is proved, and the recommendation to a bank: the labour bureau's. */
  relief_training: { HR: at('subtree', 'full', 'LRWAP') },
  relief_loan: { HR: at('subtree', 'full', 'LRWP') },
  /** A batch of payments: what a payment list needs and no way to a file. */
  payment_batch: { FN: at('unit', 'full', 'LRWP') },
  /** One matter at the window (一口受理). Whoever filed it for a resident follows how it stands. */
  intake: {
    IC: at('unit', 'full', 'LRWP'),
    DP: at('subtree', 'full', 'LRAPE'),
    GW: at('party', 'status', 'R'),
  },
  /** A household of a grid (民情档案): its own worker's alone. */
  household: { GW: at('subtree', 'full', 'LRW') },
  /**
   * D4, a left-behind child (留守儿童): the village where the child lives owns the file; school and class are named on it by the
   * enrolment. A parent's custody, health and abuse are read in the view full alone.
   */
  child: {
    CD: at('unit', 'full', 'LRWP'),
    CS: at('subtree', 'full', 'LRWAP'),
    SP: at('party', 'school', 'LRWP'),
    ST: at('party', 'school', 'LRW'),
    LV: at('party', 'limited', 'R'),
    EC: at('subtree', 'limited', 'LRP'),
    /** Writes no row of the file: what he records of a meeting is taken by one function (record_pair_contact). */
    PH: at('party', 'limited', 'R'),
  },
  /** Guardianship by civil affairs (未成年人保护法 92, 94): the county decides. */
  guardianship: {
    CD: at('unit', 'full', 'LRW'),
    CS: at('subtree', 'full', 'LRWP'),
    CA: at('subtree', 'full', 'LRA'),
  },
  /** D4. Mentoring by a legal vice-principal (结对辅导): the school owns it; the mentor is named on it until a date. */
  mentoring: {
    SP: at('unit', 'full', 'LRWP'),
    LV: at('party', 'limited', 'LRW'),
  },
  /** D4. A legal vice-principal's service and lessons at a school (法治副校长): he is named on it; the bureau appoints. */
  legal_lesson: {
    SP: at('unit', 'full', 'LRWP'),
    LV: at('party', 'full', 'LRW'),
    EC: at('subtree', 'full', 'LRAP'),
  },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>

export type KindName = keyof typeof policy

/** Kinds with minors: a post needs a standing authorisation (常设授权) besides; expired = denied (ACCESS.md §1). */
const withMinors: readonly string[] = [
  'relief_school',
  'child',
  'guardianship',
  'mentoring',
  'legal_lesson',
] satisfies KindName[]

export const isOfMinors = (kind: string): boolean => withMinors.includes(kind)

export const UNAUTHORISED = '您查看未成年人档案的常设授权没有办理或者已经到期，请单位负责人续期后再试。'

/** Does the post's standing authorisation, where the kind needs one, still run today? */
export const isAuthorised = (
  { authorisedUntil, today }: { authorisedUntil: string | null; today: string },
  kind: string,
): boolean => !withMinors.includes(kind) || (authorisedUntil !== null && authorisedUntil >= today)

/** Roles that read sums of a kind and no row of it (DOMAIN §12: sums, counts): figure_cell of their own region. */
export const sumReaders = {
  handoff: ['LD', 'SV'],
  intake: ['LD', 'SV'],
  child: ['LD', 'SV'],
} as const satisfies Partial<Record<KindName, readonly Role[]>>

export const readsSums = (role: Role, kind: string): boolean =>
  ((sumReaders as Partial<Record<string, readonly Role[]>>)[kind] ?? []).includes(role)

export const kindNames = Object.keys(policy) as KindName[]
export const isKindName = (value: string): value is KindName => Object.hasOwn(policy, value)

/** Which referrals (DOMAIN 4.13) a role receives at its own unit. */
export const referralReceivers = {
  training: ['HR'],
  job: ['HR'],
  loan: ['HR'],
  tax_relief: ['HR'],
  temp_relief: ['CC'],
  dibao: ['CC'],
  medical: ['CC'],
  legal_aid: ['JC', 'JA'],
  school_aid: ['SP', 'ST', 'EC'],
  halfway_bed: ['HM', 'HS'],
  transfer: ['JC', 'JA'],
  copy_huji: ['JC', 'JA'],
  intake: ['IC', 'CC', 'CK', 'CA', 'TJ', 'TH', 'JC', 'JA', 'HR', 'EC', 'SP', 'MT', 'HM', 'HS', 'CD'],
  intake_co: ['IC', 'CC', 'CK', 'CA', 'TJ', 'TH', 'JC', 'JA', 'HR', 'EC', 'SP', 'MT', 'HM', 'HS', 'CD'],
} as const satisfies Record<string, readonly Role[]>

/**
 * Mandatory reports (强制报告; DOMAIN 8.1, 15.3) are no files and belong to no range: whoever meets people may file them,
 * without a standing authorisation, and reads his own; three offices receive copies at their own unit.
 */
export const reportRoles = {
  file: 'JC JA JX TJ TH HM HS ST SP LV EC CD CS PH CC CK CA HR MD MT VD MP MA GW IC DP'.split(' ') as Role[],
  receive: ['CA', 'EC', 'PV'],
} as const satisfies Record<string, readonly Role[]>

export type ReferralType = keyof typeof referralReceivers

/** The grant of a role on a kind, or undefined: denied. */
export function grantOf(role: Role, kind: string): Grant | undefined {
  if (!isKindName(kind)) return undefined
  return (policy[kind] as Partial<Record<Role, Grant>>)[role]
}

/** Why a role may or may not do something with a kind: a reason, not a boolean. */
export type Verdict =
  { allowed: true; grant: Grant } | { allowed: false; reason: 'kind_unknown' | 'role_unnamed' | 'operation' }

export function judge(role: Role, kind: string, operation: Operation): Verdict {
  if (!isKindName(kind)) return { allowed: false, reason: 'kind_unknown' }
  const grant = grantOf(role, kind)
  if (!grant) return { allowed: false, reason: 'role_unnamed' }
  if (!grant.may.includes(operation)) return { allowed: false, reason: 'operation' }
  return { allowed: true, grant }
}

/** Kinds that a role may list: they make the menu and the search. */
export const listable = (role: Role): KindName[] => kindNames.filter((kind) => judge(role, kind, 'L').allowed)
