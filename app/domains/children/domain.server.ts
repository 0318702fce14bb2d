/** The child's file and its guardianship with their facts and effects, as the spine takes them. */
import type { Domain } from '~/casefile/domain'
import { childKind } from './child.kind'
import { careEffects } from './effects/care.server'
import { childCorrected } from './effects/corrected.server'
import { dangerEffects } from './effects/danger.server'
import { familyEffects } from './effects/family.server'
import { guardianshipEffects } from './effects/guardianship.server'
import { registerEffects } from './effects/register.server'
import { schoolEffects } from './effects/school.server'
import { childVisited, recordsOf } from './effects/visit.server'
import type { ChildFacts, GuardianshipFacts } from './facts'
import { childFacts, guardianshipFacts } from './facts.server'
import { guardianshipKind } from './guardianship.kind'
import { inputWords } from './terms'

export const child: Domain<ChildFacts> = {
  kind: childKind,
  facts: childFacts,
  effects: { ...registerEffects, ...familyEffects, ...schoolEffects, ...careEffects, ...dangerEffects },
  visited: childVisited,
  corrected: childCorrected,
  partyWorks: ['school'],
  recordsOf,
  words: inputWords,
}
export const guardianship: Domain<GuardianshipFacts> = {
  kind: guardianshipKind,
  facts: guardianshipFacts,
  effects: guardianshipEffects,
  words: inputWords,
}
