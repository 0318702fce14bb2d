/** The referrals of DOMAIN 4.13: what each type sends, never sends, and when an answer is due. */
import type { ReferralType } from '~/access/policy'
import type { ConsentScope } from '~/people/consent-terms'
import { offenceWords, originWords } from './never-sent'

export type ReferralDecl = {
  label: string
  /** Kind of unit it may be addressed to. */
  to: readonly string[]
  /** Fields that are sent, by name; anything else stays. */
  fields: readonly (
    'name' | 'sex' | 'phone' | 'household' | 'need' | 'wish' | 'skill' | 'date' | 'proof' | 'matter' | 'limit' | 'note'
  )[]
  /** Words that its texts never hold; a proof that the person asked for is what it is. */
  never?: readonly string[]
  /** Rule of the answer's due date; none: it is for information. */
  answer?: string
  /** Needs the person's consent before it is sent. */
  consent: boolean
  /** The consent must be for this; without it, any in force counts. */
  consentScope?: ConsentScope
  /** What the sender is told to leave out, when it is not where somebody comes from. */
  unsaid?: string
  /** Addressed to town windows alone, which take applications in; the receiver is not told who sent it (DOMAIN 4.13). */
  window?: true
  /** Accepting it is all there is to do: a file is opened, or a copy noted. */
  endsAccepted?: true
  /** The sender's file follows each answer: it is given through the domain's follower alone, and not taken back by hand. */
  followed?: true
}

const work = {
  to: ['hr_bureau'],
  fields: ['name', 'sex', 'phone', 'skill', 'wish', 'proof'],
  never: [...offenceWords, ...originWords],
  answer: 'X.referral_hr',
  consent: true,
} as const
const relief = {
  to: ['civil_window', 'civil_affairs'],
  fields: ['name', 'phone', 'household', 'need'],
  never: [...offenceWords, ...originWords],
  answer: 'X.referral_handoff',
  consent: true,
  window: true,
} as const

/** Units that handle what the one window routes to them. */
export const handlingUnits = [
  'civil_affairs',
  'justice_office',
  'justice_bureau',
  'hr_bureau',
  'edu_bureau',
  'school',
  'town_hospital',
  'halfway_house',
  'gov_office',
  'village_committee',
] as const
const routed = ['name', 'phone', 'matter', 'need', 'limit', 'note'] as const

export const referralTypes: Record<ReferralType, ReferralDecl> = {
  training: { label: '职业培训', ...work },
  job: { label: '就业推荐', ...work },
  loan: { label: '创业小额担保贷款', ...work },
  tax_relief: { label: '税收优惠', ...work },
  temp_relief: { label: '临时救助', ...relief },
  dibao: { label: '最低生活保障', ...relief },
  medical: { label: '医疗救助', ...relief },
  legal_aid: {
    label: '法律援助',
    to: ['justice_bureau'],
    fields: ['name', 'phone', 'need'],
    answer: 'X.referral_handoff',
    consent: true,
  },
  school_aid: {
    label: '教育救助',
    to: ['school', 'edu_bureau'],
    fields: ['name', 'sex', 'need'],
    never: [...offenceWords, ...originWords],
    answer: 'X.referral_child',
    consent: true,
    consentScope: 'school_aid',
    unsaid: '父母、监护和照料情况',
  },
  halfway_bed: {
    label: '中途之家食宿',
    to: ['halfway_house'],
    fields: ['name', 'sex', 'need', 'date'],
    never: offenceWords,
    answer: 'X.referral_placement',
    consent: true,
  },
  intake: {
    label: '一口受理事项',
    to: handlingUnits,
    fields: routed,
    answer: 'X.intake_accept',
    consent: false,
    followed: true,
  },
  intake_co: { label: '协办事项', to: handlingUnits, fields: routed, answer: 'X.intake_co', consent: false },
  transfer: {
    label: '跨县转接档案',
    to: ['justice_bureau'],
    fields: [],
    answer: 'D1.transfer_file',
    consent: false,
    endsAccepted: true,
  },
  copy_huji: {
    label: '抄送户籍地',
    to: ['justice_bureau'],
    fields: ['name', 'date'],
    consent: false,
    endsAccepted: true,
  },
}

/** Types whose acceptance ends them. */
export const endsAccepted: readonly string[] = Object.entries(referralTypes).flatMap(([type, decl]) =>
  decl.endsAccepted ? type : [],
)

/** Who sent it, as its receiver reads it: of a source that is never told, no more than that it is a public service. */
export const senderFor = (type: string, sender: string): string =>
  referralTypes[type as ReferralType]?.window ? '其他公共服务单位' : sender

/** May it be addressed to a unit of this kind, there? */
export const mayGoTo = (decl: ReferralDecl, unit: { kind: string; regionCode: string }): boolean =>
  decl.to.includes(unit.kind) && (!decl.window || unit.regionCode.length === 9)

/** Is it answered through a follower? */
export const followed = (type: string): boolean =>
  (referralTypes as Partial<Record<string, ReferralDecl>>)[type]?.followed ?? false

/** Something is still to be done about it, on one side or the other. */
export const isOpen = (row: { type: string; state: string }): boolean =>
  row.state === 'sent' || (row.state === 'accepted' && !endsAccepted.includes(row.type))

export const referralStates: Record<string, { label: string; tone: 'plain' | 'due' | 'done' | 'late' }> = {
  sent: { label: '待接收', tone: 'due' },
  accepted: { label: '已接收，办理中', tone: 'plain' },
  returned: { label: '已退回', tone: 'late' },
  answered: { label: '已答复', tone: 'done' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}

/** Names of the sent fields, for the page that shows what will be sent before it is. */
export const fieldLabels: Record<string, string> = {
  name: '姓名',
  sex: '性别',
  phone: '联系电话',
  household: '家庭人口',
  need: '困难和需要',
  wish: '求职或培训意愿',
  skill: '技能特长',
  date: '日期',
  proof: '本人要求附送的身份证明',
  matter: '事项',
  limit: '答复期限',
  note: '分派说明',
}
