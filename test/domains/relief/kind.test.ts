import { describe, expect, it } from 'vitest'
import { checkKind } from '~/casefile/spine'
import { reliefDibao, reliefLoan, reliefSchool, reliefTemp, reliefTraining } from '~/domains/relief/domain.server'
import { stepForms } from '~/domains/relief/pages/steps/step-forms'
import { ruleRows } from '../../../prisma/seed/rules'

const rules = new Set(ruleRows.map((row) => row.id))

describe.each([
  ['relief_temp', reliefTemp],
  ['relief_dibao', reliefDibao],
  ['relief_school', reliefSchool],
  ['relief_training', reliefTraining],
  ['relief_loan', reliefLoan],
] as const)('%s', (name, { kind, effects }) => {
  it('is whole', () => expect(checkKind(kind, { rules })).toEqual([]))
  it('names rules that there are, in every duty', () => {
    for (const duty of Object.values(kind.duties)) {
      if (typeof duty.rule === 'string') continue
      for (const given of [
        { complex: true, recheckClass: 'yearly' },
        { complex: false, recheckClass: 'half' },
      ])
        expect(rules.has(duty.rule(given as never)), duty.label).toBe(true)
    }
  })
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
