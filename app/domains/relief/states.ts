/** States that kinds of relief share, from the proposal on. */
import type { StateDecl } from '~/casefile/kind'

export const onceDecided = {
  decided: { label: '已确认', open: true },
  refused: { label: '不予确认', open: true },
  objection: { label: '复核', open: true, tone: 'due' },
  paying: { label: '发放中', open: true },
} as const satisfies Record<string, StateDecl>

export const closed = { label: '办结', open: false, tone: 'done' } as const satisfies StateDecl

/** Of aid that is applied for to the school or the labour bureau; `accepted`, `proposed`: as these two stand there. */
export const aidStates = (accepted: string, proposed: string): Record<string, StateDecl> => ({
  accepted: { label: accepted, open: true, tone: 'due' },
  supplement: { label: '待补正', open: true },
  proposed: { label: proposed, open: true },
  ...onceDecided,
  closed,
})
