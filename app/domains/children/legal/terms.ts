/** The words of legal education (法治教育): code → label. Pure, for pages, documents and inputs alike. */

/** Which organ sends a legal vice-principal. */
export const organs = {
  court: '人民法院',
  procuratorate: '人民检察院',
  police: '公安机关',
  justice: '司法行政机关',
} as const
export const organWord = (code: string): string => organs[code as keyof typeof organs] ?? code

/** What a lesson, a material or a talk is about. */
export const topics = {
  constitution: '宪法和国家标识',
  bullying: '防范学生欺凌',
  harm: '防范性侵害',
  online: '网络安全和防沉迷',
  fraud: '防范电信诈骗',
  drugs: '禁毒',
  traffic: '交通和出行安全',
  family: '家庭保护和监护',
  crime: '预防违法犯罪',
  rights: '未成年人的权利和求助',
} as const
export const topicWord = (code: string): string => topics[code as keyof typeof topics] ?? code

export const materialForms = {
  slides: '课件',
  video: '视频',
  case_story: '案例',
  game: '活动方案',
  leaflet: '宣传单',
} as const
export const materialFormWord = (code: string): string => materialForms[code as keyof typeof materialForms] ?? code
export const materialStates = {
  proposed: { label: '待审核', tone: 'due' },
  shared: { label: '已共享', tone: 'done' },
  declined: { label: '没有采用', tone: 'plain' },
} as const
export type MaterialState = keyof typeof materialStates

export const lessonStates = {
  planned: { label: '已预约', tone: 'due' },
  done: { label: '已上', tone: 'done' },
  dropped: { label: '作废', tone: 'plain' },
} as const
export type LessonState = keyof typeof lessonStates

/** What a child and its school agree a mentor for: needs, never deeds. */
export const needs = {
  rules: '规则意识',
  peers: '同学相处',
  online: '上网习惯',
  safety: '自我保护',
  studies: '学习动力',
  emotion: '情绪疏导',
} as const
export const needWords = (codes: readonly string[]): string =>
  codes.map((code) => needs[code as keyof typeof needs] ?? code).join('、')

/** How long a talk was, in half hours. */
export const talkLengths = { '1': '半小时', '2': '1 小时', '3': '1.5 小时', '4': '2 小时' } as const

export const endCauses: Record<string, string> = {
  not_appointed: '不予聘任',
  replaced: '已更换',
  expired: '任期届满',
  withdrawn: '本人退出',
  done: '辅导完成',
  death: '去世',
  moved_away: '转走',
  error: '误开',
  declined: '法治副校长没有接受',
}

/** The inputs of the steps in words, for what is frozen. */
export const inputWords: Record<string, string> = {
  reason: '原因',
  onDay: '日期',
  fromOn: '聘期开始',
  untilOn: '聘期届满',
  trainingHours: '岗前培训学时',
  told: '告知了谁',
}
