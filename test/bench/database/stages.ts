/** How the bench's files stand: states, what is due, and the codes they hold. Pure. */

export interface Stage {
  state: string
  /** Of 100 files; the rest is in help. */
  percent: number
  /** The open duty: code, rule, and between which days from today it is due; none when nothing is due. */
  duty?: { code: string; rule: string; days: readonly [number, number] }
}

const contact = { code: 'contact', rule: 'D1.contact_later', days: [-3, 60] } as const

const STAGES: readonly Stage[] = [
  { state: 'verified', percent: 2, duty: { code: 'pickup_plan', rule: 'D1.pickup_plan', days: [-1, 25] } },
  { state: 'pickup_planned', percent: 1, duty: { code: 'hand_over', rule: 'D1.release_day', days: [0, 30] } },
  { state: 'handed_over', percent: 1, duty: { code: 'register', rule: 'D1.register', days: [-1, 5] } },
  { state: 'registered', percent: 6, duty: { code: 'agreement', rule: 'D1.agreement', days: [-2, 28] } },
  { state: 'declined', percent: 2, duty: { code: 'end_review', rule: 'D1.end_review', days: [5, 900] } },
  { state: 'away', percent: 1, duty: contact },
  {
    state: 'unreachable',
    percent: 1,
    duty: { code: 'unreachable_recheck', rule: 'D1.unreachable_recheck', days: [0, 360] },
  },
  { state: 'ended', percent: 14 },
]
const IN_HELP: Stage = { state: 'in_help', percent: 72, duty: contact }

/** Still with the county bureau, before it is verified. */
export const BEFORE: Stage = {
  state: 'pre_notice',
  percent: 0,
  duty: { code: 'verify', rule: 'D1.verify', days: [-2, 10] },
}
/** One file in so many. */
export const BEFORE_EACH = 40

/** The stage of a roll of 0 to 99. */
export function stageOf(roll: number): Stage {
  let passed = 0
  return STAGES.find((one) => (passed += one.percent) > roll) ?? IN_HELP
}

/** Stages in which help has begun. */
export const isHelped = (state: string): boolean => ['in_help', 'away', 'unreachable', 'ended'].includes(state)

/** Stages before which the person came home. */
export const isReleased = (state: string): boolean =>
  isHelped(state) || ['handed_over', 'registered', 'declined'].includes(state)

export const CATEGORIES = ['no_home', 'no_kin', 'no_income', 'elderly_ill_disabled'] as const
export const PLACEMENTS = [
  'employed',
  'self_employed',
  'land',
  'family_support',
  'dibao_or_relief',
  'unplaced',
] as const
export const NEEDS = ['housing', 'job', 'training', 'relief', 'insurance', 'medical'] as const
export const LEVELS = ['A', 'B', 'B', 'B', 'C', 'C', 'C', 'C'] as const
export const OFFENCES = ['115', '128', '133'] as const
