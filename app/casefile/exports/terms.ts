/** The words of exports (导出): states, purposes, where to ask. Pure, for pages and server alike. */
import type { Tone } from '~/ui/page'

export const exportStates = {
  waiting: { label: '待安全管理员批准', tone: 'due' },
  second: { label: '待第二人批准', tone: 'due' },
  queued: { label: '已批准，等待生成', tone: 'brand' },
  running: { label: '正在生成', tone: 'brand' },
  ready: { label: '可以下载', tone: 'done' },
  refused: { label: '未批准', tone: 'late' },
  failed: { label: '没有生成', tone: 'late' },
  cancelled: { label: '已撤销', tone: 'plain' },
  lapsed: { label: '逾期未批，已失效', tone: 'plain' },
  expired: { label: '文件已过期删除', tone: 'plain' },
} as const satisfies Record<string, { label: string; tone: Tone }>
export type ExportState = keyof typeof exportStates

export const stateOf = (state: string): { label: string; tone: Tone } =>
  (exportStates as Record<string, { label: string; tone: Tone } | undefined>)[state] ?? { label: state, tone: 'plain' }

/** What a file is wanted for (用途). */
export const exportPurposes = {
  meeting: '会议、汇报',
  return: '报表、考核',
  check: '与有关部门核对',
  service: '安排走访、帮扶',
  payment: '发放资金',
  inspection: '检查、审计',
  other: '其他（在理由中写明）',
} as const
export type ExportPurpose = keyof typeof exportPurposes

export const purposeLabel = (code: string): string =>
  (exportPurposes as Record<string, string | undefined>)[code] ?? code

/** Parameters of a page that say nothing about which rows it lists. */
const NOT_FILTERS = ['after', 'show', 'index', 'order', 'source', 'draft', '_data', 'done']

/** The filters of a page, as an export keeps them. */
export function filtersOf(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams()
  for (const [name, value] of query) if (!NOT_FILTERS.includes(name) && value.trim()) kept.append(name, value.trim())
  return kept
}

/** Where the rows of a page are asked for as a file: the page's own filters go along. */
export function askHref(source: string, query: URLSearchParams = new URLSearchParams()): string {
  return `/exports/new?${new URLSearchParams([['source', source], ...filtersOf(query)])}`
}
