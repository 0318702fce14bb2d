/** What a review of an emergency reading (紧急查看) may come to. Pure. */
export const outcomes = { justified: '理由成立', unjustified: '理由不成立', inquiry: '须进一步调查' } as const
export type ReviewOutcome = keyof typeof outcomes

/** The second look, of the security administrator. */
export const secondOutcomes = { agreed: '手续完备，同意', inquiry: '转有关部门调查' } as const
export type SecondOutcome = keyof typeof secondOutcomes
