/** The road of a return and who may take each step of it. Pure. */
import type { Role } from '~/access/roles'
import type { Level } from './form'

export const returnStates = {
  draft: { label: '草稿', tone: 'due' },
  checked: { label: '已审核', tone: 'plain' },
  signed: { label: '已签发', tone: 'plain' },
  submitted: { label: '已上报', tone: 'done' },
  returned: { label: '被退回', tone: 'late' },
  replaced: { label: '已由更正版代替', tone: 'plain' },
} as const satisfies Record<string, { label: string; tone: 'plain' | 'due' | 'done' | 'late' }>
export type ReturnState = keyof typeof returnStates
export const isReturnState = (value: string): value is ReturnState => Object.hasOwn(returnStates, value)

/** refill: count anew; check, sign, submit: onward; rework: back to the draft; correct: a new version; send_back: of the office above. */
export const returnActs = {
  refill: '重新取数',
  check: '审核通过',
  sign: '签发',
  submit: '上报',
  rework: '退回修改',
  correct: '更正（新版本）',
  send_back: '退回下级',
} as const
export type ReturnAct = keyof typeof returnActs
export const isReturnAct = (value: unknown): value is ReturnAct =>
  typeof value === 'string' && Object.hasOwn(returnActs, value)

export type Hands = { preparedBy: string | null; checkedBy: string | null; signedBy: string | null }
type Me = { userId: string; role: Role }

/** Why this person may not do this to his own unit's return in this state; null: he may. */
export function whyNotAct(act: ReturnAct, state: ReturnState, level: Level, me: Me, hands: Hands): string | null {
  const takes = (roles: readonly Role[]) => roles.includes(me.role)
  const any = takes([...level.prepare, ...level.check, ...level.sign])
  const at = (...states: ReturnState[]) =>
    states.includes(state) ? null : `报表当前为“${returnStates[state].label}”，不能${returnActs[act]}。`
  switch (act) {
    case 'refill':
      return takes(level.prepare) ? at('draft') : '由制表岗位重新取数。'
    case 'check':
      if (!takes(level.check)) return '这一步不由您当前的岗位办理。'
      if (!hands.preparedBy) return '这份草稿由系统取数，还没有制表人。请先“重新取数”，再由另一人审核。'
      if (hands.preparedBy === me.userId) return '制表人不能审核自己的报表，请由其他同事审核。'
      return at('draft')
    case 'sign':
      if (!takes(level.sign)) return '由单位负责人签发。'
      if (hands.preparedBy === me.userId) return '制表人不能签发自己的报表。'
      return at('checked')
    case 'submit':
      return any ? at('signed') : '这一步不由您当前的岗位办理。'
    case 'rework':
      return any ? at('checked', 'signed') : '这一步不由您当前的岗位办理。'
    case 'correct':
      return takes(level.prepare) ? at('submitted', 'returned') : '由制表岗位发起更正。'
    case 'send_back':
      return '只有上级单位可以退回。'
  }
}
