/** The room's two kinds with their facts and effects, as the spine takes them. */
import type { Domain } from '~/casefile/domain'
import { householdEffects, householdVisited } from './effects/household.server'
import { intakeEffects } from './effects/intake.server'
import type { HouseholdFacts, IntakeFacts } from './facts'
import { householdFacts, intakeFacts } from './facts.server'
import { householdKind } from './household.kind'
import { intakeKind } from './intake.kind'
import { inputWords } from './terms'

export const intake: Domain<IntakeFacts> = {
  kind: intakeKind,
  facts: intakeFacts,
  effects: intakeEffects,
  words: inputWords,
}
export const household: Domain<HouseholdFacts> = {
  kind: householdKind,
  facts: householdFacts,
  effects: householdEffects,
  visited: householdVisited,
  words: inputWords,
}
