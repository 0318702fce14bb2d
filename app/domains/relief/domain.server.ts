/** The room's kinds with their facts and effects, as the spine takes them. */
import type { Domain } from '~/casefile/domain'
import { checkEffects } from './effects/check.server'
import { decisionEffects } from './effects/decide.server'
import { payingEffects } from './effects/paying.server'
import { urgentEffects } from './effects/urgent.server'
import type { ReliefFacts } from './facts'
import { reliefFacts } from './facts.server'
import { reliefDibaoKind } from './relief-dibao.kind'
import { reliefTempKind } from './relief-temp.kind'
import { inputWords } from './terms'

const effects = { ...urgentEffects, ...checkEffects, ...decisionEffects, ...payingEffects }
const only = (steps: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(effects).filter(([name]) => name in steps))

export const reliefTemp: Domain<ReliefFacts> = {
  kind: reliefTempKind,
  facts: reliefFacts,
  effects: only(reliefTempKind.steps),
  words: inputWords,
}
export const reliefDibao: Domain<ReliefFacts> = {
  kind: reliefDibaoKind,
  facts: reliefFacts,
  effects: only(reliefDibaoKind.steps),
  words: inputWords,
}
