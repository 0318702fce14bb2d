/**
 * D1, help after release (安置帮教; 监狱法 59–62). The county bureau owns the file until it is verified, then the
 * justice office of the responsible town. Help is offered, never forced: declining, moving or losing touch is no fault.
 */
import type { Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { handoffCorrections } from './corrections'
import { handoffDuties } from './duties'
import type { HandoffFacts } from './facts'
import { arrivalSteps } from './steps/steps-arrival'
import { endSteps } from './steps/steps-end'
import { helpSteps } from './steps/steps-help'
import { helpReferrals, records } from './terms'

const table: Kind<HandoffFacts> = {
  name: 'handoff',
  label: '安置帮教',
  prefix: 'AZ',
  path: '/handoff',
  table: 'handoff_file',
  road: ['pre_notice', 'verified', 'pickup_planned', 'handed_over', 'registered', 'in_help', 'ended'],
  states: {
    pre_notice: { label: '预释放待核', open: true, tone: 'due' },
    returned: { label: '退回核实', open: true, tone: 'due' },
    verified: { label: '已核实', open: true },
    pickup_planned: { label: '已定接回方案', open: true },
    await_release: { label: '待释放', open: true },
    handed_over: { label: '已交接', open: true, tone: 'due' },
    no_show: { label: '未衔接到位', open: true, tone: 'due' },
    registered: { label: '已建档', open: true, tone: 'due' },
    in_help: { label: '帮教中', open: true },
    declined: { label: '谢绝帮教', open: true },
    away: { label: '外出委托帮教', open: true },
    unreachable: { label: '失去联系', open: true },
    transferred: { label: '已转出', open: true, tone: 'due' },
    ended: { label: '期满解除', open: false, tone: 'done' },
    terminated: { label: '终止', open: false },
    closed: { label: '已移交外县', open: false, tone: 'done' },
    archived: { label: '已归档', open: false, tone: 'done' },
  },
  entry: ['pre_notice', 'handed_over', 'registered', 'in_help', 'declined', 'away', 'unreachable'],
  voluntary: false,
  steps: { ...arrivalSteps, ...helpSteps, ...endSteps },
  duties: handoffDuties,
  corrections: handoffCorrections,
  records,
  refers: helpReferrals,
  receives: { transfer: 'transfer_in' },
}

const ending = ['contact', 'register', 'agreement', 'end_review', 'end_decision']

/** States, steps and duties of 安置帮教. Dying and moving abroad lead to 终止; refusing help is `decline`, not leaving. */
export const handoffKind: Kind<HandoffFacts> = withSpine(table, {
  died: {
    roles: ['TJ', 'JC'],
    second: ['JA'],
    to: 'terminated',
    settles: ending,
    hint: '释放前死亡的，由监所通知家属',
  },
  movedAway: { roles: ['TJ', 'JC'], second: ['JA'], to: 'terminated', label: '移居境外', settles: ending },
  openedInError: { roles: ['TJ', 'JC'], second: ['TH', 'JA'], settles: ending },
})
