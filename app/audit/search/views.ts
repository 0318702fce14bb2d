/** Quick views (快捷查询) of the log: what an auditor looks at day by day. Pure. */
import type { EventGroup, EventName } from '../words/entry'
import { eventsOf } from '../words/event-words'

type View = {
  label: string
  groups: readonly EventGroup[]
  /** Only outside office hours and on rest days. */
  afterHours?: boolean
}

export const views = {
  refusals: { label: '被拒绝', groups: ['refuse'] },
  reveals: { label: '显示隐藏内容', groups: ['reveal'] },
  break_glass: { label: '紧急查看', groups: ['break_glass'] },
  sign_in_failed: { label: '登录失败', groups: ['sign_in_failed'] },
  exports: { label: '导出与打印', groups: ['export', 'print'] },
  rights: { label: '权限与账号变更', groups: ['rights', 'account'] },
  after_hours: {
    label: '工作时间外查看',
    groups: ['read', 'reveal', 'print', 'export', 'break_glass'],
    afterHours: true,
  },
  alarms: { label: '报警', groups: ['alarm'] },
} as const satisfies Record<string, View>

export type ViewName = keyof typeof views
export const isViewName = (name: string): name is ViewName => Object.hasOwn(views, name)

export const viewOf = (name: ViewName): View => views[name]
export const eventsOfView = (name: ViewName): EventName[] => eventsOf(views[name].groups)
