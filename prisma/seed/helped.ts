/** Somebody in help for months, as most people on an office's list. */
import { encrypt } from '~/lib/crypto.server'
import { addDays, type LegalDay } from '~/lib/dates'
import { uuidv7 } from '~/lib/ids.server'
import { type Journey } from './handoff-road'
import { travel } from './travel'
import { keepUp } from './handoff-work'
import { sign } from './notice-road'
import type { Place } from './places'
import { add } from './story'
import { begin, type Teller } from './teller'
import { workday } from './workdays'

/** A day of the week's work `days` days ago. */
export const back = (teller: Teller, days: number): LegalDay =>
  workday(teller.world, addDays(teller.world.today, -days))

/** A person in help for months, with what an office keeps on such a file. */
export function helped(
  teller: Teller,
  town: Place,
  monthsAgo: number,
  given: { leave?: readonly string[]; until?: LegalDay } = {},
): Journey {
  const { leave = [], until = teller.world.today } = given
  const releaseDueOn = addDays(teller.world.today, -30 * monthsAgo - teller.rng.below(20))
  const j = begin(teller, { town, noticeOn: addDays(releaseDueOn, -45), releaseDueOn, prison: monthsAgo < 8 })
  travel(j, 'in_help')
  if (j.notice) sign(j, releaseDueOn)
  keepUp(j, until, { leave, leaveFrom: addDays(until, -20) })
  const note = encrypt('与村委沟通，逢年过节一并走访。', `note:${j.life.id}`)
  add(j.life, 'case_note', {
    id: uuidv7(),
    note_enc: note,
    by_post_id: j.cast.th.postId,
    by_name: j.cast.th.userName,
    created_at: j.life.lastAt.toISOString(),
  })
  return j
}
