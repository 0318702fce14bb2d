/**
 * D7, temporary relief (临时救助; 社会救助法 37, 50, TR26): the town window owns the file; it checks, the county checker
 * proposes, the county approver decides. What cannot wait is paid first, by the town (DOMAIN 11.1).
 */
import { step, type Kind } from '~/casefile/kind'
import { identityCorrections } from '~/casefile/identity-corrections'
import { tempDuties } from './duties'
import type { ReliefFacts } from './facts'
import { countyDeciderBar } from './rules'
import { closed, onceDecided } from './states'
import { checkSteps, startCheck } from './steps/check-steps'
import { decisionSteps } from './steps/decision-steps'
import * as inputs from './steps/inputs'
import { paidSteps, paymentBackStep } from './steps/paying-steps'
import { noticeSteps, proposeTemp } from './steps/propose-steps'
import { urgentSteps } from './steps/urgent-steps'
import { withEndings } from './steps/recovery-steps'
import { records } from './terms'

const s = step<ReliefFacts>()

const table: Kind<ReliefFacts> = {
  name: 'relief_temp',
  label: '临时救助',
  prefix: 'JZ',
  path: '/relief',
  table: 'relief_file',
  road: ['accepted', 'checking', 'proposed', 'decided', 'paying', 'closed'],
  states: {
    accepted: { label: '已受理', open: true, tone: 'due' },
    supplement: { label: '待补正', open: true },
    quick_paid: { label: '小额快救', open: true, tone: 'due' },
    emergency_paid: { label: '先行救助', open: true, tone: 'due' },
    checking: { label: '核对调查', open: true },
    proposed: { label: '初审公示', open: true },
    ...onceDecided,
    closed,
  },
  entry: ['accepted'],
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
    ...urgentSteps,
    start_check: startCheck,
    ...checkSteps,
    propose: proposeTemp,
    ...noticeSteps,
    ...decisionSteps('relief_temp'),
    ...paidSteps,
    payment_back: paymentBackStep(['decided', 'paying', 'closed']),
  },
  duties: tempDuties,
  corrections: identityCorrections,
  records,
  receives: { temp_relief: 'accept', medical: 'accept' },
}

export const reliefTempKind: Kind<ReliefFacts> = withEndings(table, {
  clerks: ['CC'],
  second: ['CK', 'CA'],
  approvers: ['CA'],
  writesOff: countyDeciderBar,
})
