/**
 * One matter at the window (一口受理; 社会救助法 64, 70; 信访工作条例 23, 34). Whoever comes is taken in: there is no step that
 * turns somebody away at the door. The unit that handles it works on a referral and never opens this file.
 */
import type { Kind } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { legalDay } from '~/lib/text'
import { identityCorrections } from './corrections'
import { intakeDuties } from './duties'
import type { IntakeFacts } from './facts'
import { choice } from './steps/fields'
import { intakeSteps } from './steps/intake-steps'
import { replyChannels } from './terms'

const TABLE = 'intake_file'

const table: Kind<IntakeFacts> = {
  name: 'intake',
  label: '一口受理',
  prefix: 'SL',
  path: '/intake',
  table: TABLE,
  road: ['received', 'routed', 'accepted', 'replied', 'closed'],
  states: {
    received: { label: '已受理', open: true, tone: 'due' },
    supplement: { label: '待补正', open: true },
    routed: { label: '已分派', open: true },
    rejected: { label: '退回分派', open: true, tone: 'due' },
    accepted: { label: '办理中', open: true },
    replied: { label: '已答复', open: true },
    closed: { label: '办结', open: false, tone: 'done' },
  },
  entry: ['received'],
  voluntary: true,
  steps: intakeSteps,
  duties: intakeDuties,
  corrections: {
    ...identityCorrections,
    replyChannel: {
      label: '答复方式',
      table: TABLE,
      column: 'reply_channel',
      input: choice(replyChannels),
      terms: replyChannels,
    },
    authorisedOn: { label: '授权日期', table: TABLE, column: 'authorised_on', input: legalDay() },
  },
  records: {},
  refers: ['temp_relief', 'dibao', 'medical', 'training', 'job', 'loan', 'legal_aid'],
}

const ending = ['dispatch', 'supplement', 'reroute', 'told', 'reply', 'feedback']

/** States, steps and duties of 一口受理. Dying, moving away and withdrawing lead to 办结. */
export const intakeKind: Kind<IntakeFacts> = withSpine(table, {
  died: { roles: ['IC'], to: 'closed', settles: ending },
  movedAway: { roles: ['IC'], to: 'closed', settles: ending, hint: '迁出地可以继续受理，请告知申请人' },
  openedInError: { roles: ['IC'], second: ['DP'], settles: ending },
  withdrawn: { roles: ['IC'], to: 'closed', label: '申请人撤回', settles: ending },
})
