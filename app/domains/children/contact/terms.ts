/** The words of calls and pairing: code → label. None of them tells what was said. */

/** How a child and a parent speak to each other in the school's call room (亲情通话室). */
export const callWays = { phone: '电话', video: '视频' } as const
export type CallWay = keyof typeof callWays

/** Who takes part beside the child. */
export const callParties = { father: '父亲', mother: '母亲', sibling: '兄弟姐妹', carer: '照料人' } as const
export type CallParty = keyof typeof callParties
/** Those whom a reminder goes to. */
export const isParent = (code: string): boolean => code === 'father' || code === 'mother'

export const callStates = { booked: '已预约', done: '已通话', missed: '未接通', cancelled: '已取消' } as const
export type CallState = keyof typeof callStates

export const missedWhys = {
  no_answer: '家长没有接听',
  busy: '家长临时有事',
  child_absent: '孩子没有来',
  line: '线路或设备故障',
} as const
export const cancelWhys = {
  parent_asked: '家长要求改期',
  child_wish: '孩子不想通话',
  school: '学校另有安排',
  wrong: '预约登记有误',
  left: '孩子退出关爱服务',
} as const

export const pairStates = { proposed: '待同意', active: '结对中', declined: '未同意', ended: '已结束' } as const
export type PairState = keyof typeof pairStates

export const endWhys = {
  term_over: '约定的期限届满',
  replaced: '更换结对人',
  helper_left: '结对人离开或者辞去',
  guardian_withdrew: '监护人撤回同意',
  child_wish: '孩子不愿继续',
  child_left: '孩子退出关爱服务或转走',
  concern: '结对人不适合继续',
} as const
/** What the helper himself is told, where the plain word would hurt or tell of the family. */
export const toldWhys: Partial<Record<keyof typeof endWhys, string>> = {
  guardian_withdrew: '家庭另有安排',
  child_wish: '孩子另有安排',
  child_left: '孩子另有安排',
  concern: '单位另有安排',
}
export const declineWhys = {
  no_consent: '监护人不同意',
  child_wish: '孩子不愿意',
  declaration: '背景声明不全或者有疑问',
  helper_busy: '结对人不能保证时间',
  withdrawn: '提出人撤回',
} as const

export const contactWays = { meet: '见面', phone: '电话', activity: '集体活动', letter: '书信' } as const
/** Where a helper and a child are together: always where others are (DOMAIN 8: never alone in a closed room). */
export const contactSettings = {
  open_school: '学校公共场所（图书室、操场等）',
  village_centre: '村级儿童之家',
  outdoors: '户外公共场所',
  home_with_carer: '孩子家中，照料人在场',
  not_together: '没有见面（电话、书信）',
} as const
export const contactTopics = {
  study: '学习辅导',
  reading: '阅读',
  hobby: '兴趣爱好',
  sport: '体育活动',
  talk: '日常聊天',
  life: '生活自理',
  outing: '外出参观',
} as const

/** What stands on the child's timeline or in the log beside its steps and visits. */
export const contactEvents = {
  call_done: '亲情通话',
  call_missed: '亲情通话未接通',
  call_booked: '预约亲情通话',
  call_cancelled: '取消亲情通话',
  pair_proposed: '提出结对关爱',
  pair_declined: '不同意结对关爱',
  pair_active: '开始结对关爱',
  pair_renewed: '结对关爱续期',
  pair_ended: '结束结对关爱',
  pair_contact: '结对联系',
  help_now: '启动立即处置',
  report_late: '两小时内没有登记强制报告，已提醒督导员和县民政',
} as const

export const helpDuties = ['help_guardian', 'help_school', 'help_medical'] as const
export type HelpDuty = (typeof helpDuties)[number]
