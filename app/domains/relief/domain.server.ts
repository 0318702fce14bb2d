/** The room's kinds with their facts and effects, as the spine takes them. */
import type { Domain, Effect } from '~/casefile/domain'
import type { Kind } from '~/casefile/kind'
import { loanEffects, proposeSchool, proposeTraining } from './effects/aid.server'
import { checkEffects } from './effects/check.server'
import { decisionEffects } from './effects/decide.server'
import { payingEffects } from './effects/paying.server'
import { recoveryEffects } from './effects/recovery.server'
import { urgentEffects } from './effects/urgent.server'
import type { ReliefFacts } from './facts'
import { reliefFacts } from './facts.server'
import { reliefDibaoKind } from './relief-dibao.kind'
import { reliefLoanKind } from './relief-loan.kind'
import { reliefSchoolKind } from './relief-school.kind'
import { reliefTempKind } from './relief-temp.kind'
import { reliefTrainingKind } from './relief-training.kind'
import { inputWords } from './terms'

const effects = { ...urgentEffects, ...checkEffects, ...decisionEffects, ...payingEffects, ...recoveryEffects }

/** A kind with those of the room's effects that its steps have, and its own. */
const domainOf = (kind: Kind<ReliefFacts>, own: Record<string, Effect<ReliefFacts>> = {}): Domain<ReliefFacts> => ({
  kind,
  facts: reliefFacts,
  effects: Object.fromEntries(Object.entries({ ...effects, ...own }).filter(([name]) => name in kind.steps)),
  words: inputWords,
})

export const reliefTemp = domainOf(reliefTempKind)
export const reliefDibao = domainOf(reliefDibaoKind)
export const reliefSchool = domainOf(reliefSchoolKind, { propose: proposeSchool })
export const reliefTraining = domainOf(reliefTrainingKind, { propose: proposeTraining })
export const reliefLoan = domainOf(reliefLoanKind, loanEffects)
