/** The words of relief (救助补助): code → label. Pure, for pages, documents and inputs alike. */
import { relations } from '~/people/person-terms'

export const benefitTypes = {
  temp_relief: '临时救助',
  dibao: '最低生活保障',
  school_aid: '教育救助',
  training_subsidy: '培训补贴',
  startup_loan: '创业担保贷款',
} as const

/** The benefit that a kind of file is about. */
export const benefitOf = {
  relief_temp: 'temp_relief',
  relief_dibao: 'dibao',
  relief_school: 'school_aid',
  relief_training: 'training_subsidy',
  relief_loan: 'startup_loan',
} as const

/** 11.1: how temporary relief is decided. */
export const routes = {
  quick: '小额快救',
  pay_first: '先行救助',
  standard: '支出型（一般程序）',
  case_by_case: '一事一议',
} as const
/** Those that go through a check: chosen when it starts. */
export const checkedRoutes = { standard: routes.standard, case_by_case: routes.case_by_case } as const

/** 困难事由. A release from custody prints, and shows, as other hardship (D7-edge-07). */
export const causes = {
  accident: '意外事故',
  illness: '突发重病',
  disaster: '火灾等灾害',
  spending: '医疗教育等必需支出',
  other: '其他困难',
} as const
export const causeWord = (code: string): string => causes[code as keyof typeof causes] ?? causes.other

/** 教育救助: whose child it is (社会救助法 25). */
export const childCategories = {
  destitute: '特困供养的儿童',
  dibao: '低保家庭的学生',
  edge: '低保边缘家庭的学生',
  rigid: '刚性支出困难家庭的学生',
} as const
export const schoolStages = {
  preschool: '学前教育',
  compulsory: '义务教育',
  senior: '高中（含中职）',
  university: '大学',
} as const

/** 培训补贴: trades of the county's list, and what is proved. */
export const trades = {
  electrician: '电工',
  welder: '焊工',
  cook: '中式烹调师',
  housekeeper: '家政服务员',
  elder_care: '养老护理员',
  repair: '汽车维修工',
  ecommerce: '电子商务师',
} as const
export const trainingLevels = {
  basic: '专项能力或就业证明',
  junior: '初级工（五级）证书',
  middle: '中级工（四级）证书',
  senior: '高级工（三级）证书',
} as const

/** 创业担保贷款: the eligible groups, without saying which of them somebody is. */
export const loanOutcomes = { granted: '银行已放款', declined: '银行未通过' } as const

/** What the household is certified as already. */
export const familyClasses = {
  none: '未认定',
  dibao: '低保家庭',
  edge: '低保边缘家庭',
  rigid: '刚性支出困难家庭',
} as const

export const relationTerms = {
  spouse: relations.spouse,
  child: relations.child,
  parent: relations.parent,
  grandparent: '（外）祖父母',
  grandchild: '（外）孙子女',
  other: '其他共同生活的人',
} as const

export const abilities = {
  able: '有劳动能力',
  partly: '部分丧失劳动能力',
  none: '无劳动能力',
  pupil: '在校学生或未成年',
} as const

/** Told of, and not counted as living together (D7-edge-08). */
export const notCountedReasons = {
  in_custody: '服刑、羁押期间',
  conscript: '服义务兵役',
  missing: '宣告失踪',
  apart: '分开生活、独立生活',
} as const

/** One-off compensation: whether it counts as income is the table's word, never a free text (D7-edge-04). */
export const compensations = {
  work_injury: { label: '工伤、交通事故等人身损害赔偿', counts: false },
  veterans: { label: '抚恤金、优待金', counts: false },
  pension_arrears: { label: '补发的养老金', counts: true },
  land: { label: '征地拆迁补偿（扣除安居支出后）', counts: true },
  severance: { label: '解除劳动合同补偿', counts: true },
} as const

export const authorisationCapacities = {
  applicant: '申请人',
  member: '共同生活成员',
  supporter: '家庭以外的赡养、抚养、扶养义务人（本人另行同意）',
} as const

export const surveyTypes = { home: '入户调查', neighbour: '邻里访问', council: '民主评议' } as const
export const surveyResults = { true: '情况属实', differs: '部分不符', false: '情况不实' } as const
export const checkResults = { fits: '符合条件', over: '收入或财产超过标准', unclear: '需要进一步核实' } as const

export const periods = { once: '一次性', staged: '一次审批、分次发放', monthly: '按月' } as const

export const refusalReasons = {
  income: '家庭人均收入超过标准',
  assets: '家庭财产超过规定',
  no_hardship: '不属于规定的困难情形',
  false_papers: '提供虚假材料',
  no_cooperation: '拒绝配合核对或调查',
  other: '其他',
} as const

export const objectionSources = { applicant: '申请人', public: '群众' } as const
export const objectionStates = { open: '待答复', upheld: '成立', rejected: '不成立', late: '逾期' } as const

export const objectionResults = { upheld: objectionStates.upheld, rejected: objectionStates.rejected } as const

export const recheckClasses = { yearly: '收入基本稳定，每年复核', half: '有劳动能力或收入变动，每半年复核' } as const
export const recheckResults = {
  keep: '继续保障，金额不变',
  change: '情况变化，拟调整',
  stop: '不再符合，拟终止',
} as const

export const endCauses = {
  over_line: '收入超过标准',
  employed: '就业后收入提高（渐退期满）',
  false_papers: '提供虚假材料',
  request: '本人提出',
  no_longer: '不再符合条件',
} as const

export const agentBases = { village: '村（居）委会代为申请', relative: '受委托的亲属', grid: '网格员代办' } as const
export const payeeRelations = { self: '本人', guardian: '监护人', household: '户内成员' } as const
export const kinRelations = {
  spouse: '配偶',
  parent: '父母、子女',
  sibling: '兄弟姐妹',
  in_law: '配偶的近亲属',
  cousin: '堂、表亲等其他近亲属',
} as const

export const yesNo = { yes: '是', no: '否' } as const

/** What is recorded on a relief file besides its steps. */
export const records = { visit: '走访', call: '电话联系', talk: '窗口谈话' } as const

/** The inputs of the steps in words, for what is frozen in a proposal. */
const valuesOf = (name: string, terms: Record<string, string>) =>
  Object.fromEntries(Object.entries(terms).map(([code, label]) => [`${name}=${code}`, label]))
export const inputWords: Record<string, string> = {
  ...valuesOf('result', recheckResults),
  ...valuesOf('recheckClass', recheckClasses),
  ...valuesOf('payeeRelation', payeeRelations),
  payeeRelation: '收款人是',
  payeeName: '户名',
  payeeAccount: '账号',
  payeeBank: '开户行',
  amount: '金额（元）',
  object: '救助事项',
  basis: '基本生活受影响的情况',
  askedAt: '求助时间',
  staff: '经办两人',
  explanation: '说明',
  result: '复核结果',
  income: '家庭月收入（元）',
  recheckClass: '复核周期',
  note: '说明',
  onDay: '日期',
  reason: '理由',
  told: '已告知',
  diedOn: '死亡日期',
  movedOn: '迁走日期',
  to: '迁往',
}
