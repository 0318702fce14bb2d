/** The room's three kinds with their facts and effects, as the spine takes them. */
import type { Domain } from '~/casefile/domain'
import { arrivalEffects } from './effects/arrival.server'
import { endEffects } from './effects/end.server'
import { helpEffects } from './effects/help.server'
import { noticeEffects } from './effects/notice.server'
import { supportEffects } from './effects/support.server'
import { handoffVisited } from './effects/visit.server'
import type { HandoffFacts } from './facts'
import { handoffFacts } from './facts.server'
import { handoffKind } from './handoff.kind'
import { noticeFacts, supportFacts } from './effects/plain-facts.server'
import { releaseNoticeKind, type NoticeFacts } from './release-notice.kind'
import { supportKind, type SupportFacts } from './support.kind'
import { handoffTies } from './views/ties.server'
import { inputWords } from './terms'

export const handoff: Domain<HandoffFacts> = {
  kind: handoffKind,
  facts: handoffFacts,
  effects: { ...arrivalEffects, ...helpEffects, ...endEffects },
  ties: handoffTies,
  visited: handoffVisited,
  words: inputWords,
}
export const releaseNotice: Domain<NoticeFacts> = {
  kind: releaseNoticeKind,
  facts: noticeFacts,
  effects: noticeEffects,
  words: inputWords,
}
export const support: Domain<SupportFacts> = {
  kind: supportKind,
  facts: supportFacts,
  effects: supportEffects,
  words: inputWords,
}
