/** The words of released-person resettlement (安置帮教): code → label. Pure, for pages, documents and inputs alike. */
import type { ReferralType } from '~/access/policy'

export const sourceTypes = {
  prison: '监狱',
  detention_house: '看守所',
  cc_lifted: '解除社区矫正',
  walk_in: '本人来访',
  legacy_rtl: '解教（历史）',
} as const

export const keyCategories = {
  no_home: '无家可归',
  no_kin: '无亲可投',
  no_income: '无生活来源',
  minor: '未成年人',
  elderly_ill_disabled: '老病残',
  mental_health: '心理健康（须本人同意）',
  other: '其他',
} as const

export const verifyResults = {
  match: '信息相符',
  address_wrong: '地址有误，已更正',
  moved: '已迁居本县其他乡镇',
  not_here: '查无此人',
} as const
export const acceptedResults = {
  match: verifyResults.match,
  address_wrong: verifyResults.address_wrong,
  moved: verifyResults.moved,
} as const
export const returnedResults = {
  not_here: verifyResults.not_here,
  address_wrong: '地址有误，无法核实',
  moved: '已迁往外地',
} as const

export const needs = {
  housing: '住处',
  meals: '吃饭和日用',
  job: '就业',
  training: '技能培训',
  relief: '救助',
  insurance: '社保接续',
  medical: '看病',
  school: '上学',
  family: '家庭关系',
  papers: '身份证、户口',
  legal: '法律咨询',
} as const

export const pickupModes = {
  family: '家属接回',
  justice_office: '司法所接回',
  joint: '司法所与家属、村居共同接回',
  prison_escort: '监所送回',
  self: '自行返回',
} as const

export const fundSources = { city: '市级经费', county: '县级经费' } as const

export const releaseBases = {
  sentence_cut: '减刑裁定',
  parole: '假释裁定',
  sentence_change: '改判',
  term_corrected: '刑期起止更正',
  later: '延后释放',
} as const

export const liftedTypes = {
  control: '管制期满',
  parole: '假释考验期满',
  temp_out: '暂予监外执行期满',
  probation: '缓刑考验期满（本人要求）',
} as const

export const memberKinds = {
  justice_office: '司法所',
  village: '村（社区）',
  police_post: '派出所',
  family: '家属亲友',
  employer: '用工单位',
  volunteer: '志愿者',
  social_worker: '社工',
  other: '其他',
} as const

export const supportLevels = { A: 'A 级（需要多）', B: 'B 级', C: 'C 级（需要少）' } as const
export const agreementStates = { signed: '已签协议', declined: '谢绝' } as const

export const placementTypes = {
  employed: '就业',
  self_employed: '自主创业',
  land: '务农',
  school: '就学',
  training: '培训',
  dibao_or_relief: '低保或救助',
  family_support: '家庭扶助',
  halfway: '过渡性安置',
  unplaced: '未安置',
} as const

export const insuranceStates = {
  pension_city: '职工养老',
  pension_resident: '居民养老',
  medical_city: '职工医保',
  medical_resident: '居民医保',
  none: '均未参保',
} as const

export const measureTypes = {
  training: '技能培训',
  job: '就业推荐',
  loan: '创业担保贷款',
  tax_relief: '税费减免',
  temp_relief: '临时救助',
  dibao: '低保',
  insurance: '社保接续',
  school: '就学',
  legal_aid: '法律援助',
  medical: '医疗救助',
} as const

export const declineWays = { signed: '本人签字', two_witness: '本人不签字，两名见证人签字' } as const
export const askers = { person: '本人要求', helper: '帮扶人提出', office: '司法所调整' } as const
export const yesNo = { yes: '是', no: '否' } as const

export const endCauses = {
  expired: '帮教期满',
  death: '死亡',
  new_judgment: '新判决生效',
  emigration: '移居境外',
  no_need: '不再需要',
  withdrawn: '本人退出',
  moved_away: '迁往外地',
} as const

/** Types of contact recorded on a file (走访记录). */
export const records = {
  visit: '上门走访',
  call: '电话联系',
  talk: '当面谈话',
  video: '视频联系',
  first_talk: '首次谈话',
  group_meeting: '帮教小组会议',
  recheck: '失联复查',
} as const
/** What counts as a contact with the person. */
export const contactRecords = ['visit', 'call', 'talk', 'video', 'first_talk'] as const

/** Inputs of the room's steps in words, for the second hand. */
export const inputWords: Record<string, string> = {
  personToldOn: '告知本人',
  notTold: '没能告知的原因',
  agreed: '期满评议',
  note: '说明',
  reason: '原因',
  told: '已告知',
  paper: '材料',
  judgmentOn: '生效日期',
  toUnit: '转往单位',
  address: '住址',
  townUnit: '司法所',
  residenceCode: '居住地',
  awayTo: '去往地',
  awayUnit: '受托单位',
  awayUntil: '预计返回',
  consentOn: '本人同意',
  diedOn: '死亡日期',
  movedOn: '迁走日期',
  to: '迁往',
  onDay: '日期',
}

/** What help after release refers to (DOMAIN 4.13); a transfer and a copy go with their own steps. */
export const helpReferrals = [
  'training',
  'job',
  'loan',
  'tax_relief',
  'temp_relief',
  'dibao',
  'medical',
  'legal_aid',
  'halfway_bed',
] as const satisfies readonly ReferralType[]
