/** The tabs of my work (我的工作). Pure. */
export const deskTabs = {
  late: '已逾期',
  today: '今天',
  week: '本周',
  assigned: '新分派',
  approvals: '待我审批',
  inbox: '待接收',
  mine: '我经办的',
  recent: '最近打开',
} as const

export type DeskTabName = keyof typeof deskTabs

export const isDeskTab = (value: string | null): value is DeskTabName =>
  value !== null && Object.hasOwn(deskTabs, value)

type Words = { title: string; text: string; action?: { href: string; label: string } }

/** What an empty tab says: that it is fine, and what to do next. */
export const emptyWords: Record<DeskTabName, Words> = {
  late: {
    title: '没有逾期的事项',
    text: '接下来办今天和本周到期的。',
    action: { href: '/?tab=week', label: '看本周' },
  },
  today: {
    title: '今天没有到期的事项',
    text: '可以先办本周到期的，或者安排走访。',
    action: { href: '/?tab=week', label: '看本周' },
  },
  week: {
    title: '本周没有其他到期事项',
    text: '看看自己经办的档案，下一次到期的排在最前。',
    action: { href: '/?tab=mine', label: '看我经办的' },
  },
  assigned: {
    title: '最近七天没有新分派给您的档案',
    text: '新到本单位、还没有人接手的，在“待接收”。',
    action: { href: '/?tab=inbox', label: '看待接收' },
  },
  approvals: {
    title: '没有等您审批的事项',
    text: '您自己提交的审批办到哪一步，可以在这里查看。',
    action: { href: '/approvals?tab=mine', label: '我提交的审批' },
  },
  inbox: {
    title: '没有待接收的',
    text: '转介、转入档案、抄送和新到本单位的档案会出现在这里。',
    action: { href: '/referrals', label: '看全部转介' },
  },
  mine: {
    title: '您名下还没有在办档案',
    text: '在“待接收”里接手新到的档案，或者请负责人分派。',
    action: { href: '/?tab=inbox', label: '看待接收' },
  },
  recent: { title: '最近没有打开过档案', text: '用上方的查找，按姓名、拼音、证件后四位或案件号打开档案。' },
}

/** Of who comes in by name alone. */
export const noPeople: Words = { title: '还没有结对的帮扶对象', text: '司法所为您结对后，会列在这里。' }
