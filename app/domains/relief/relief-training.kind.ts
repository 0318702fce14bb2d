/**
 * D7, training subsidy (培训补贴): the labour bureau takes it in, looks at certificate or proof of a job, and another of its people
 * decides; once a person, year and trade (DOMAIN §11).
 */
import { identityCorrections } from '~/casefile/identity-corrections'
import { step, type Kind } from '~/casefile/kind'
import { trainingDuties } from './aid-duties'
import type { ReliefFacts } from './facts'
import { deciderBar } from './rules'
import { aidStates } from './states'
import { aidSteps, proposeTraining } from './steps/aid-steps'
import * as inputs from './steps/inputs'
import { withEndings } from './steps/recovery-steps'
import { records } from './terms'

const s = step<ReliefFacts>()

const table: Kind<ReliefFacts> = {
  name: 'relief_training',
  label: '培训补贴',
  prefix: 'PX',
  path: '/relief',
  table: 'relief_file',
  road: ['accepted', 'proposed', 'decided', 'paying', 'closed'],
  states: aidStates('已受理', '待审批'),
  entry: ['accepted'],
  voluntary: true,
  steps: {
    accept: s({
      label: '受理申请',
      from: 'entry',
      to: 'accepted',
      roles: ['HR'],
      input: inputs.acceptTraining,
      due: ['proof_check', 'decide'],
    }),
    propose: { ...proposeTraining, settles: ['proof_check'] },
    ...aidSteps({ clerks: ['HR'], approvers: ['HR'] }),
  },
  duties: trainingDuties,
  corrections: identityCorrections,
  records,
  receives: { training: 'accept' },
}

export const reliefTrainingKind: Kind<ReliefFacts> = withEndings(table, {
  clerks: ['HR'],
  second: ['HR'],
  approvers: ['HR'],
  writesOff: deciderBar,
})
