/**
 * D7, school aid (教育救助; 社会救助法 25, 38): applied for to the school, which owns the file; the school looks at it by another
 * hand, the county's education bureau decides. Pupils stand on no notice.
 */
import { identityCorrections } from '~/casefile/identity-corrections'
import { step, type Kind } from '~/casefile/kind'
import { schoolDuties } from './aid-duties'
import type { ReliefFacts } from './facts'
import { deciderBar } from './rules'
import { aidStates } from './states'
import { aidSteps, proposeSchool } from './steps/aid-steps'
import * as inputs from './steps/inputs'
import { withEndings } from './steps/recovery-steps'
import { records } from './terms'

const s = step<ReliefFacts>()

const table: Kind<ReliefFacts> = {
  name: 'relief_school',
  label: '教育救助',
  prefix: 'JX',
  path: '/relief',
  table: 'relief_file',
  road: ['accepted', 'proposed', 'decided', 'paying', 'closed'],
  states: aidStates('学校已受理', '待教育部门审批'),
  entry: ['accepted'],
  voluntary: true,
  steps: {
    accept: s({
      label: '受理申请',
      from: 'entry',
      to: 'accepted',
      roles: ['SP', 'ST'],
      input: inputs.acceptSchool,
      due: ['school_check', 'decide'],
    }),
    propose: { ...proposeSchool, settles: ['school_check'] },
    ...aidSteps({ clerks: ['SP', 'ST'], approvers: ['EC'] }),
  },
  duties: schoolDuties,
  corrections: identityCorrections,
  records,
  receives: { school_aid: 'accept' },
}

export const reliefSchoolKind: Kind<ReliefFacts> = withEndings(table, {
  clerks: ['SP'],
  second: ['EC'],
  approvers: ['EC'],
  writesOff: deciderBar,
  withdraws: ['ST'],
})
