/** Who sees attachments, and who takes one away. Pure. */
import type { Actor } from '~/access/actor'
import { judge, type KindName, type View } from '~/access/policy'
import { dayOf } from '~/lib/dates'

/**
 * Views of a file that show its attachments, by kind; everybody else is told that there is none. Row-level security
 * says the same again (full alone).
 */
const shownTo: Record<KindName, readonly View[]> = {
  handoff: ['full'],
  support: ['full'],
  release_notice: ['full'],
  relief_temp: ['full'],
  relief_dibao: ['full'],
  relief_school: ['full'],
  relief_training: ['full'],
  relief_loan: ['full'],
  payment_batch: ['full'],
  intake: ['full'],
  household: ['full'],
  child: ['full'],
  guardianship: ['full'],
  mentoring: ['full'],
  legal_lesson: ['full'],
}

export const seesAttachments = (kind: KindName, view: View): boolean => shownTo[kind].includes(view)

type Added = { byPostId: string; addedAt: Date }

/** Whoever added it, on the same day; afterwards the one who approves on this kind of file. */
export const mayRemove = (actor: Pick<Actor, 'role' | 'postId' | 'today'>, kind: KindName, added: Added): boolean =>
  (added.byPostId === actor.postId && dayOf(added.addedAt) === actor.today) || judge(actor.role, kind, 'A').allowed
