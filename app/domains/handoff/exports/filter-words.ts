/** The filters of the list of 安置帮教 in words, for those who approve an export: never what was searched for. Pure. */
import type { RegionIndex } from '~/orgs/region-names'
import { handoffKind } from '../handoff.kind'
import { keyCategories } from '../terms'

const dueLabels: Record<string, string> = {
  late: '已逾期',
  today: '今天到期',
  week: '七天内到期（含逾期）',
  none: '没有到期事项',
}
const keyLabels: Record<string, string> = { must: '必接', ...keyCategories }

export function filterWords(query: URLSearchParams, regions: RegionIndex): string {
  const of = (name: string) => query.get(name) ?? ''
  const state = handoffKind.states[of('state')]
  const words = [
    of('q') && '按查找词筛选',
    state && `状态：${state.label}`,
    /^[ABC]$/.test(of('level')) && `帮扶等级：${of('level')} 级`,
    dueLabels[of('due')],
    keyLabels[of('key')] && `重点情形：${keyLabels[of('key')]}`,
    regions.has(of('town')) && `地区：${regions.get(of('town'))!.name}`,
    of('mine') && '本人承办',
  ]
  return words.filter(Boolean).join('；') || '全部档案'
}
