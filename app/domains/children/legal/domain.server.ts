/** The two kinds of legal education with their facts and effects, as the spine takes them. */
import type { Domain } from '~/casefile/domain'
import { mentoringEffects } from './effects/mentoring.server'
import { serviceEffects } from './effects/appointment.server'
import type { MentoringFacts, ServiceFacts } from './facts'
import { mentoringFacts, serviceFacts } from './facts.server'
import { legalLessonKind } from './legal-lesson.kind'
import { mentoringKind } from './mentoring.kind'
import { inputWords } from './terms'

export const legalLesson: Domain<ServiceFacts> = {
  kind: legalLessonKind,
  facts: serviceFacts,
  effects: serviceEffects,
  words: inputWords,
}
export const mentoring: Domain<MentoringFacts> = {
  kind: mentoringKind,
  facts: mentoringFacts,
  effects: mentoringEffects,
  words: inputWords,
}
