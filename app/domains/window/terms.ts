/** The words of the one window and of the household log. Pure. */
export const channels = {
  window: '窗口',
  phone: '电话',
  online: '网上',
  visit: '入户走访',
  transfer: '其他单位转来',
} as const

export const urgencies = { normal: '一般', urgent: '急', immediate: '特急' } as const
export type Urgency = keyof typeof urgencies

export const replyChannels = { phone: '电话', in_person: '当面', letter: '书面', sms: '短信' } as const

/** Who speaks for the applicant. */
export const agents = {
  relative: '亲属',
  village: '村（居）干部',
  grid_worker: '网格员',
  lawyer: '律师',
  other: '其他受托人',
} as const

type Matter = {
  label: string
  group: string
  /** A petition (信访事项): notice, reply and objection have periods of their own. */
  petition?: true
  /** Cannot wait: goes past the queue, and the duty officer is told at once. */
  immediate?: true
}

export const matters = {
  child_harm: { label: '儿童受到伤害', group: '特急', immediate: true },
  self_harm: { label: '可能伤害自己', group: '特急', immediate: true },
  no_shelter: { label: '今晚没有吃住', group: '特急', immediate: true },
  medical_emergency: { label: '突发疾病', group: '特急', immediate: true },
  temp_relief: { label: '临时救助', group: '救助' },
  dibao: { label: '最低生活保障', group: '救助' },
  medical_aid: { label: '医疗救助', group: '救助' },
  disability: { label: '残疾人服务', group: '救助' },
  elderly: { label: '养老服务', group: '救助' },
  child: { label: '儿童关爱保护', group: '教育和儿童' },
  school: { label: '入学和助学', group: '教育和儿童' },
  job: { label: '就业和培训', group: '就业和社保' },
  insurance: { label: '社会保险', group: '就业和社保' },
  legal: { label: '法律咨询和援助', group: '法律服务' },
  mediation: { label: '矛盾纠纷调解', group: '法律服务' },
  housing: { label: '住房和危房', group: '生活' },
  facilities: { label: '道路水电设施', group: '生活' },
  environment: { label: '环境卫生', group: '生活' },
  land: { label: '土地和农业补贴', group: '生活' },
  certificate: { label: '开具证明', group: '生活' },
  consult: { label: '政策咨询', group: '生活' },
  suggestion: { label: '意见建议（信访）', group: '信访事项', petition: true },
  request: { label: '申诉求决（信访）', group: '信访事项', petition: true },
  other: { label: '其他', group: '生活' },
} as const satisfies Record<string, Matter>

export type MatterCode = keyof typeof matters
export const isMatter = (code: string): code is MatterCode => Object.hasOwn(matters, code)
const matterOf = (code: string): Matter | undefined => (isMatter(code) ? matters[code] : undefined)
export const matterLabel = (code: string): string => matterOf(code)?.label ?? code
export const isPetition = (code: string): boolean => matterOf(code)?.petition ?? false
export const cannotWait = (code: string): boolean => matterOf(code)?.immediate ?? false
export const matterOptions = Object.entries(matters).map(([value, { label, group }]) => ({ value, label, group }))

export const satisfactions = {
  satisfied: '满意',
  fair: '基本满意',
  unsatisfied: '不满意',
  no_answer: '问过，没有表态',
  unreached: '联系不上',
} as const

export const hardships = {
  dibao: '低保户',
  edge: '低保边缘户',
  destitute: '特困供养',
  disability: '有重度残疾人',
  illness: '有大病病人',
  elderly_alone: '空巢独居老人',
  child: '有困境儿童',
  disaster: '受灾',
  jobless: '零就业家庭',
} as const

export const householdNeeds = {
  relief: '基本生活',
  medical: '看病就医',
  job: '就业',
  school: '上学',
  care: '照料看护',
  housing: '住房',
  papers: '证件办理',
  insurance: '参保缴费',
  legal: '法律帮助',
} as const

export const records = {
  visit: '入户走访',
  call: '电话联系',
} as const

/** The resident's own word under a visit's record. */
export const confirms = { signed: '已签字确认', refused: '不愿签字', absent: '家中无人' } as const

export const relations = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  relative: '其他亲属',
  other: '其他',
} as const

export const codesOf = <T extends Record<string, unknown>>(terms: T) =>
  Object.keys(terms) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]]
export const optionsOf = (terms: Record<string, string>) =>
  Object.entries(terms).map(([value, label]) => ({ value, label }))

/** Inputs of the steps in words, for what waits for a second hand. */
export const inputWords: Record<string, string> = {
  reason: '理由',
  told: '告知情况',
  diedOn: '死亡日期',
  movedOn: '迁出日期',
  to: '迁往',
  note: '说明',
}
