/** What each step of 安置帮教 writes: the twins of the room's effects. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import type { Twins } from './story-steps'
import { arrivalTwins } from './twins-arrival'
import { endTwins } from './twins-end'
import { helpTwins } from './twins-help'

export const handoffTwins: Twins<HandoffFacts> = { ...arrivalTwins, ...helpTwins, ...endTwins }
