/**
 * Guardianship by civil affairs (未成年人保护法 91–94): proposed by the village or the town, decided by the county. Temporary for at
 * most a year, or long-term. The child's file follows each decision.
 */
import { identityCorrections } from '~/casefile/identity-corrections'
import { step, type Kind, type Stander } from '~/casefile/kind'
import { withSpine } from '~/casefile/spine'
import { addMonths } from '~/lib/dates'
import { guardianshipDuties } from './duties'
import type { GuardianshipFacts } from './facts'
import { fields, late, onToday } from './steps/dates'
import * as inputs from './steps/inputs'

const s = step<GuardianshipFacts>()
const held = ['temporary', 'long'] as const
const otherHand = ({ facts, actor }: { facts: GuardianshipFacts; actor: Stander }) =>
  facts.proposedUser === actor.userId ? '提出的人不能自己决定，请由另一人办理。' : undefined

const table: Kind<GuardianshipFacts> = {
  name: 'guardianship',
  label: '民政监护',
  prefix: 'JH',
  path: '/children/guardianship',
  table: 'guardianship_file',
  road: ['proposed', 'temporary', 'long', 'ended'],
  states: {
    proposed: { label: '待民政决定', open: true, tone: 'late' },
    temporary: { label: '临时监护中', open: true },
    long: { label: '长期监护中', open: true },
    refused: { label: '不予监护', open: false },
    ended: { label: '监护终止', open: false, tone: 'done' },
  },
  entry: ['proposed'],
  voluntary: false,
  steps: {
    propose: s({
      label: '提出民政监护',
      from: 'entry',
      to: 'proposed',
      roles: ['CS', 'CD'],
      input: inputs.propose,
      due: ['decide'],
      check: onToday,
    }),
    decide: s({
      label: '决定临时监护',
      from: ['proposed'],
      to: 'temporary',
      roles: ['CA'],
      input: inputs.decideTemporary,
      settles: ['decide'],
      final: true,
      barred: otherHand,
      check: ({ input, today, p }) =>
        fields({
          fromOn: late(input.fromOn, today),
          untilOn:
            input.untilOn <= input.fromOn || input.untilOn > addMonths(input.fromOn, p('D4.temporary_max'))
              ? [`临时监护一般不超过 ${p('D4.temporary_max')} 个月（未成年人保护法 93）`]
              : undefined,
        }),
    }),
    decide_long: s({
      label: '决定长期监护',
      from: ['proposed', 'temporary'],
      to: 'long',
      roles: ['CA'],
      input: inputs.decideLong,
      settles: ['decide', 'term'],
      final: true,
      barred: otherHand,
      check: ({ input, today }) => fields({ fromOn: late(input.fromOn, today) }),
    }),
    refuse: s({
      label: '不予监护',
      from: ['proposed'],
      to: 'refused',
      roles: ['CA'],
      input: inputs.refuseGuardianship,
      settles: ['decide'],
      final: true,
      grave: true,
      rare: true,
      check: onToday,
      hint: '孩子的档案仍在“监护风险处置”，由乡镇继续办理',
    }),
    review: s({
      label: '登记评估',
      from: held,
      to: 'same',
      roles: ['CS', 'CA'],
      input: inputs.reviewGuardianship,
      settles: ['review'],
      check: onToday,
    }),
    end: s({
      label: '终止监护',
      from: held,
      to: 'ended',
      roles: ['CA'],
      input: inputs.endGuardianship,
      settles: ['review', 'term'],
      final: true,
      grave: true,
      eventOn: (input) => input.onDay,
      check: onToday,
    }),
  },
  duties: guardianshipDuties,
  corrections: identityCorrections,
  records: {},
}

const ending = Object.keys(guardianshipDuties)
export const guardianshipKind: Kind<GuardianshipFacts> = withSpine(table, {
  died: { roles: ['CS'], second: ['CA'], to: 'ended', settles: ending },
  movedAway: { roles: ['CS'], second: ['CA'], to: 'ended', settles: ending, label: '移交外地民政部门' },
  openedInError: { roles: ['CS', 'CD'], second: ['CA'], settles: ending },
})
