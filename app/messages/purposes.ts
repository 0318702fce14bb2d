/**
 * What a message to a citizen is for, where he may decline it. Only courtesies stand here: what the law has to be told
 * (a decision, a deadline of the receiver's own, danger to a child) is sent without a purpose, and nobody declines it.
 */
export const purposes = {
  /** Before an agreed call or visit. */
  appointment: '预约提醒',
} as const

export type Purpose = keyof typeof purposes
