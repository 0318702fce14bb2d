import { describe, expect, it } from 'vitest'
import { judge } from '~/access/policy'
import { checkKind } from '~/casefile/spine'
import { toldByGuardianship } from '~/domains/children/child.kind'
import { child, guardianship } from '~/domains/children/domain.server'
import { stepForms } from '~/domains/children/pages/steps/step-forms'
import { ruleRows } from '../../../prisma/seed/rules'

const rules = new Set(ruleRows.map((row) => row.id))

describe.each([
  ['child', child, toldByGuardianship],
  ['guardianship', guardianship, []],
] as const)('%s', (name, { kind, effects }, told) => {
  it('is whole', () => expect(checkKind(kind as never, { rules, told })).toEqual([]))
  it('has a form for each step that a person takes, and for no other', () => {
    const taken = Object.entries(kind.steps)
      .filter(([, step]) => step.from !== 'entry' && step.by !== 'system')
      .map(([step]) => step)
    expect(Object.keys(stepForms[name]).sort()).toEqual(taken.sort())
  })
  it('has effects of its own steps alone', () => {
    for (const step of Object.keys(effects)) expect(kind.steps).toHaveProperty(step)
  })
})

describe('the rules of its duties', () => {
  it('are there for every level of guardianship', () => {
    for (const level of [null, 'good', 'weak', 'danger'])
      expect(
        rules.has((child.kind.duties.visit!.rule as (f: never) => string)({ guardianshipLevel: level } as never)),
      ).toBe(true)
  })
})

describe('roles of other domains', () => {
  it.each([
    'JC',
    'JA',
    'JX',
    'TJ',
    'TH',
    'PR',
    'CC',
    'CK',
    'FN',
    'HR',
    'GW',
    'IC',
    'DP',
    'SV',
    'LD',
    'AD',
    'SE',
    'AU',
    'MT',
  ] as const)('%s sees nothing of a child', (role) => {
    for (const operation of ['L', 'R', 'W', 'A', 'P', 'E'] as const)
      for (const kind of ['child', 'guardianship']) expect(judge(role, kind, operation).allowed).toBe(false)
  })
  it('CA decides on guardianship and opens no child', () => {
    expect(judge('CA', 'child', 'R').allowed).toBe(false)
    expect(judge('CA', 'guardianship', 'A').allowed).toBe(true)
  })
})
