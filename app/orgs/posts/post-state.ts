/** Where a post stands, from its row alone. Pure. */
import { addMonths, type LegalDay } from '~/lib/dates'
import type { Tone } from '~/ui/page'

export const postStates = {
  awaiting: { label: '待确认', tone: 'due' },
  in_force: { label: '在任', tone: 'done' },
  later: { label: '未开始', tone: 'plain' },
  disabled: { label: '账号已停用', tone: 'late' },
  ended: { label: '已结束', tone: 'plain' },
} as const satisfies Record<string, { label: string; tone: Tone }>

export type PostState = keyof typeof postStates

type Dated = { from: LegalDay; until: LegalDay | null; confirmed: boolean; disabled: boolean }

export function postState({ from, until, confirmed, disabled }: Dated, today: LegalDay): PostState {
  if (until !== null && (until < today || until < from)) return 'ended'
  if (!confirmed) return 'awaiting'
  if (disabled) return 'disabled'
  return from > today ? 'later' : 'in_force'
}

/** The day by which the rights of a post are certified again (DOMAIN 4.14): `months` is X.recertify. */
export const certifyBy = (certifiedOn: LegalDay, months: number): LegalDay => addMonths(certifiedOn, months)

/** Why a post ended. */
export const endCauses = {
  left: '离职或离岗',
  moved: '调岗',
  not_needed: '复核后不再需要',
  error: '授予有误',
  refused: '负责人不同意',
  cover_over: '代办结束',
} as const
export type EndCause = keyof typeof endCauses
