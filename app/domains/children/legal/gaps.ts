/** What can be wrong with a school's legal education, as the bureau filters it. Pure. */
export const gaps = {
  lacking: '没有在任的法治副校长',
  short: '课时不足',
  waiting: '待聘任',
  expiring: '任期即将届满',
} as const
export type Gap = keyof typeof gaps
export const isGap = (value: string): value is Gap => Object.hasOwn(gaps, value)
