/** Where a change of rules stands. Pure. */
import type { Tone } from '~/ui/page'

export const changeStates = {
  computing: { label: '正在试算', tone: 'plain' },
  review: { label: '待核对', tone: 'due' },
  submitted: { label: '待安全管理员确认', tone: 'due' },
  confirmed: { label: '已确认，正在写入', tone: 'plain' },
  applied: { label: '已生效', tone: 'done' },
  withdrawn: { label: '已撤回', tone: 'plain' },
  returned: { label: '已退回', tone: 'late' },
} as const satisfies Record<string, { label: string; tone: Tone }>

export type ChangeState = keyof typeof changeStates

export const isChangeState = (text: string | null): text is ChangeState =>
  text !== null && Object.hasOwn(changeStates, text)

/** States in which something is still to be done. */
export const OPEN_STATES: readonly ChangeState[] = ['computing', 'review', 'submitted', 'confirmed']
