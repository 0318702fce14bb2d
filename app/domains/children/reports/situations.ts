/** The words of a mandatory report (强制报告). Pure. */

/** The nine situations of the joint opinion of 2020 (高检发〔2020〕9号 四), as somebody on the spot would look for them. */
export const situations = {
  1: { label: '隐私部位有伤', hint: '生殖器官或者隐私部位遭受或者疑似遭受非正常损伤' },
  2: { label: '不满十四岁的女孩遭受或疑似遭受性侵害、怀孕、流产', hint: '' },
  3: { label: '十四岁以上的女孩遭受或疑似遭受性侵害所致怀孕、流产', hint: '' },
  4: { label: '身上多处受伤、严重营养不良、意识不清', hint: '受到或者疑似受到家庭暴力、欺凌、虐待、殴打或者被人麻醉' },
  5: { label: '自杀、自残、中毒、被人用药、非正常伤亡', hint: '' },
  6: { label: '被遗弃，或者长时间无人照料', hint: '' },
  7: { label: '来历不明、失踪，或者可能被拐卖', hint: '' },
  8: { label: '被组织乞讨', hint: '' },
  9: { label: '其他严重侵害身心健康的情形，或者正面临这样的危险', hint: '' },
} as const
export type Situation = keyof typeof situations

export const situationLabel = (code: number): string => situations[code as Situation]?.label ?? '其他情形'

/** Offices that receive it, by role: the kind of unit and what it is called in a sentence. */
export const receivers = {
  CA: { kind: 'civil_affairs', label: '民政' },
  EC: { kind: 'edu_bureau', label: '教育' },
  PV: { kind: 'procuratorate', label: '检察' },
} as const
export type ReceiverRole = keyof typeof receivers
export const receiverRoles = Object.keys(receivers) as ReceiverRole[]

export const states = {
  filed: { label: '已报告', tone: 'due' },
  sent: { label: '已送达', tone: 'due' },
  acknowledged: { label: '已查收', tone: 'plain' },
  feedback: { label: '已反馈', tone: 'plain' },
  closed: { label: '已办结', tone: 'done' },
} as const
export type ReportState = keyof typeof states

/** What came of it, at a receiving office. */
export const outcomes = {
  protected: '已采取保护措施',
  helped: '已提供帮助，继续关注',
  passed_on: '公安机关已受理',
  not_found: '经核实没有发现侵害',
} as const
export type Outcome = keyof typeof outcomes
