/** The words of a child's file (留守儿童): code → label. Pure, for pages, documents and inputs alike. */

/** 儿童类别 (SR-07). A parent in custody is told to nobody beside the village's director and the town's supervisor. */
export const categories = {
  left_behind: '农村留守儿童',
  out_of_school: '不在学儿童',
  parent_in_custody: '服刑在教人员未成年子女',
  migrant_child: '农民工子女',
  hardship: '困境儿童',
} as const
/** What everybody else reads, and what stands in child_file. */
export const plainCategories = {
  left_behind: categories.left_behind,
  out_of_school: categories.out_of_school,
  migrant_child: categories.migrant_child,
  hardship: categories.hardship,
} as const
export type Category = keyof typeof categories
export type PlainCategory = keyof typeof plainCategories
export const plainCategory = (category: Category): PlainCategory =>
  category === 'parent_in_custody' ? 'hardship' : category

export const awayParents = { both: '父母双方', father: '父亲', mother: '母亲', none: '都在家' } as const
export const parents = { father: '父亲', mother: '母亲' } as const
export const awayReasons = {
  work: '外出务工',
  custody: '服刑或者被羁押',
  missing: '失去联系',
  dead: '去世',
  divorced: '离异后不共同生活',
  other: '其他',
} as const
/** 监护能力 of the parent who is not away. */
export const capacities = { able: '有监护能力', unable: '重病、重残等无能力', absent: '不在' } as const
export const provinces =
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 境外'.split(
    ' ',
  )

export const livings = {
  grandparents: '随祖父母、外祖父母',
  other_parent: '随父母一方',
  relatives: '随其他亲属',
  carer: '随受托的其他人',
  boarding: '住校，周末随照料人',
  alone: '独自居住',
} as const
export const carerRelations = {
  grandparent: '祖父母、外祖父母',
  sibling: '成年兄姐',
  relative: '其他亲属',
  neighbour: '邻居、朋友',
  village: '村（居）委会',
  other: '其他',
} as const

export const schoolings = {
  preschool: '幼儿园',
  enrolled: '在校',
  none: '未到入学年龄',
  out: '不在学',
} as const
export const grades = [
  '幼儿园',
  '一年级',
  '二年级',
  '三年级',
  '四年级',
  '五年级',
  '六年级',
  '七年级',
  '八年级',
  '九年级',
  '高一',
  '高二',
  '高三',
] as const
export const gradeWord = (grade: number | null): string => (grade === null ? '' : (grades[grade] ?? ''))
export const gradeOptions = grades.map((label, index) => ({ value: String(index), label }))

/** 监护评级: about who cares for the child, never about the child. */
export const levels = { good: '较好', weak: '一般（需加强）', danger: '有危险' } as const
export type Level = keyof typeof levels

/** The four bars of 未成年人保护法 22. */
export const carerBars = {
  harm: '实施性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为',
  habits: '有吸毒、酗酒、赌博等恶习',
  neglect: '曾拒不履行或者长期怠于履行监护、照护职责',
  other: '其他不适宜担任被委托人的情形',
} as const
export const alternatives = {
  relative: '另请一位合适的亲属',
  parent_back: '父母一方返回照料',
  with_parents: '孩子随父母到务工地生活',
  neighbour: '请邻居或者村（居）推荐的人',
  boarding: '寄宿学校并由亲属周末照料',
  civil: '民政部门临时监护',
} as const

/** How the child's own view (未成年人保护法 22) was heard. */
export const viewHows = {
  told: '本人表达了意愿',
  drawn: '通过图画、游戏等方式了解',
  too_young: '年龄太小，不能表达',
} as const

export const signs = {
  hurt: '身上有伤、受到打骂',
  neglect: '吃穿、看病无人管',
  alone: '独自居住或者长时间无人看护',
  harm: '疑似受到侵害',
  self_harm: '有伤害自己的言行',
  missing: '失踪、离家出走',
  carer: '照料人没有能力或者不愿意继续照料',
  other: '其他危险',
} as const
export const reportedTo = { police: '公安机关', civil: '民政部门', edu: '教育部门' } as const

export const eligibilities = {
  both_away: '父母双方外出务工，不满十六周岁',
  one_away_unable: '父母一方外出，另一方无监护能力，不满十六周岁',
  in_need: '属于需要关爱的其他儿童',
  too_old: '已满年龄',
  other_able: '父母一方外出，另一方有监护能力',
  none_away: '父母都没有外出',
  not_rural: '不是农村户籍',
  elsewhere: '实际居住地已经建档',
} as const
export type Eligibility = keyof typeof eligibilities
export const refusals = {
  other_able: eligibilities.other_able,
  none_away: eligibilities.none_away,
  too_old: eligibilities.too_old,
  not_rural: eligibilities.not_rural,
  elsewhere: eligibilities.elsewhere,
} as const
export const offers = {
  accepted: '愿意，转办困境儿童认定',
  declined: '不需要',
  unreached: '还没有联系上监护人',
} as const

export const exitCauses = {
  parent_back: '父母返回并共同生活',
  turned_16: '年满十六周岁',
  turned_18: '年满十八周岁',
  moved: '随父母生活或者迁居',
  adopted: '被依法收养',
  died: '死亡',
  moved_away: '迁往外地',
} as const
export const exitsByHand = {
  parent_back: exitCauses.parent_back,
  moved: exitCauses.moved,
  adopted: exitCauses.adopted,
} as const

/** Types of visits recorded on a file (走访记录): the village's, then the school's. */
export const records = {
  home_visit: '儿童主任入户走访',
  phone: '电话联系',
  school_home: '教师家访',
  school_talk: '在校谈心',
} as const
export const schoolRecords = ['school_home', 'school_talk'] as const

/** 监护情形 (未成年人保护法 92, 94). */
export const grounds = {
  wandering: '流浪乞讨或者身份不明，暂时查找不到父母',
  untraced: '监护人下落不明且无其他人可以担任监护人',
  unable: '监护人因自身客观原因或者突发事件不能履行监护职责',
  refuses: '监护人拒绝或者怠于履行监护职责，处于无人照料的状态',
  incites: '监护人教唆、利用未成年人实施违法犯罪行为',
  harmed: '遭受监护人严重伤害或者面临人身安全威胁',
  long_untraced: '查找不到父母或者其他监护人',
  long_dead: '监护人死亡或者被宣告死亡且无其他人可以担任监护人',
  long_revoked: '人民法院判决撤销监护人资格并指定由民政部门担任',
} as const
export const guardianshipForms = { temporary: '临时监护', long: '长期监护' } as const
export const guardianshipPlaces = {
  relative: '委托亲属抚养',
  foster: '家庭寄养',
  institution: '儿童福利机构、救助保护机构收留',
} as const
export const guardianshipEnds = {
  returned: '监护人恢复监护',
  relative: '另行确定了监护人',
  adopted: '被依法收养',
  grown: '年满十八周岁',
} as const

/** Inputs of the room's steps in words, for the second hand. */
export const inputWords: Record<string, string> = {
  onDay: '日期',
  reason: '理由',
  eligibility: '认定',
  offer: '困境儿童认定',
  note: '说明',
  told: '告知情况',
  diedOn: '死亡日期',
  movedOn: '迁走日期',
  to: '迁往',
  paper: '材料',
}
