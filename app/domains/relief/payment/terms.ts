/** The words of payment (发放): code → label. Pure. */
import { benefitTypes } from '../terms'

/** What a batch pays: a kind of relief, or what towns handed over from their reserve. */
export const programmes = {
  dibao: benefitTypes.dibao,
  temp_relief: benefitTypes.temp_relief,
  school_aid: benefitTypes.school_aid,
  training_subsidy: benefitTypes.training_subsidy,
  reserve: '乡镇备用金补足',
} as const
export type Programme = keyof typeof programmes
export const isProgramme = (code: unknown): code is Programme =>
  typeof code === 'string' && Object.hasOwn(programmes, code)
export const programmeWord = (code: string): string => (isProgramme(code) ? programmes[code] : code)

export const lineStates = {
  listed: { label: '待发放', tone: 'plain' },
  removed: { label: '已退出', tone: 'plain' },
  held: { label: '暂缓', tone: 'due' },
  paid: { label: '成功', tone: 'done' },
  failed: { label: '失败', tone: 'late' },
  returned: { label: '退回', tone: 'late' },
} as const
export type LineState = keyof typeof lineStates
export const isLineState = (code: unknown): code is LineState =>
  typeof code === 'string' && Object.hasOwn(lineStates, code)

/** Why a line did not go out; else the bank's or the payer's own words. */
const reasons: Record<string, string> = {
  dead: '领取人可能已去世，由乡镇核实',
  change: '收款账户正在变更，确认后再发',
  cancelled: '批次作废',
}
export const reasonWord = (reason: string | null): string | null => reason && (reasons[reason] ?? reason)

/** Why something due cannot be listed now. */
export const bars = {
  hand: '您在档案中办过其他环节或须回避，由另一位财务人员发放',
  dead: '领取人可能已去世，等乡镇核实',
  change: '收款账户正在变更，等另一人确认',
  account: '还没有收款账户，等乡镇登记',
} as const

/** Why money that was paid has to come back. */
export const recoveryCauses = { death: '去世后发放', false_papers: '骗取' } as const

/** '2026-12' → '2026年12月', 'stage-2' → '第 2 次' … */
export const partWord = (part: string): string => {
  if (/^\d{4}-\d{2}$/.test(part)) return `${part.slice(0, 4)}年${Number(part.slice(5))}月`
  const stage = /^stage-(\d+)$/.exec(part)?.[1]
  return stage ? `第 ${stage} 次` : ({ once: '一次性', quick: '小额快救', first: '先行救助' }[part] ?? part)
}

export const resultStates = {
  waiting: { label: '等待读取', tone: 'brand' },
  applied: { label: '已回盘', tone: 'done' },
  refused: { label: '没有采用', tone: 'late' },
} as const
