/**
 * D7, the minimum allowance (最低生活保障, 低保; 社会救助法 18, 44–48): by household and month, from the formula; posted
 * before it is decided, rechecked in its cycle, cut only after the person was heard.
 */
import { step, type Kind } from '~/casefile/kind'
import { identityCorrections } from '~/casefile/identity-corrections'
import { dibaoDuties } from './duties'
import type { ReliefFacts } from './facts'
import { countyDeciderBar } from './rules'
import { closed, onceDecided } from './states'
import { checkSteps, startDibaoCheck } from './steps/check-steps'
import { decisionSteps } from './steps/decision-steps'
import * as inputs from './steps/inputs'
import { dibaoPaying, paidSteps } from './steps/paying-steps'
import { noticeSteps, proposeDibao } from './steps/propose-steps'
import { withEndings } from './steps/recovery-steps'
import { records } from './terms'

const s = step<ReliefFacts>()
const { start_paying } = paidSteps

const table: Kind<ReliefFacts> = {
  name: 'relief_dibao',
  label: '最低生活保障',
  prefix: 'DB',
  path: '/relief',
  table: 'relief_file',
  road: ['accepted', 'checking', 'proposed', 'decided', 'paying', 'ended', 'closed'],
  states: {
    accepted: { label: '已受理', open: true, tone: 'due' },
    supplement: { label: '待补正', open: true },
    checking: { label: '核对调查', open: true },
    proposed: { label: '初审公示', open: true },
    ...onceDecided,
    adjusted: { label: '调整', open: true, tone: 'due' },
    ended: { label: '终止', open: true },
    closed,
  },
  entry: ['accepted', 'paying'],
  voluntary: true,
  steps: {
    accept: s({
      label: '受理申请',
      from: 'entry',
      to: 'accepted',
      roles: ['CC'],
      input: inputs.accept,
      due: ['survey', 'decide'],
    }),
    legacy: s({ label: '存量登记', from: 'entry', to: 'paying', roles: ['CC'], input: inputs.legacy }),
    start_check: startDibaoCheck,
    ...checkSteps,
    propose: proposeDibao,
    ...noticeSteps,
    ...decisionSteps('relief_dibao'),
    start_paying: start_paying!,
    ...dibaoPaying,
  },
  duties: dibaoDuties,
  corrections: identityCorrections,
  records,
  receives: { dibao: 'accept' },
}

export const reliefDibaoKind: Kind<ReliefFacts> = withEndings(table, {
  clerks: ['CC'],
  second: ['CK', 'CA'],
  approvers: ['CA'],
  writesOff: countyDeciderBar,
  diedHint: '户主去世的；其他成员去世，登记家庭成员变化',
})
