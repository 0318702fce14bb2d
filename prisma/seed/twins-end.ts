/** What the steps that move or end a file write, on rows in memory: twins of effects-end. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import { addYears } from '~/lib/dates'
import type { Twin, Twins } from './story-steps'
import { endHelper, keepPaper, openRows, whole, type Work } from './twin-parts'

function close(work: Work, cause: string): Twin {
  const { life, world, eventOn } = work
  endHelper(work)
  for (const row of openRows(life, 'handoff_group_member', 'until_on')) row.until_on = eventOn
  life.file.retain_until = addYears(eventOn, world.book.rule('D1.retention', eventOn).value)
  return { own: { ended_on: eventOn, end_cause: cause, paused_on: null } }
}

export const endTwins: Twins<HandoffFacts> = {
  transfer: (work) => keepPaper(work, 'transfer', whole(work.input.paper)),
  send_file: (work) =>
    keepPaper(work, 'send_file', { title: '移送档案清单', onDay: work.input.onDay, keptAt: work.input.keptAt }),
  accepted_there: (work) => {
    keepPaper(work, 'accepted_there', work.input.paper)
    return close(work, 'moved_away')
  },
  end_review: ({ input }) => ({ own: { end_reviewed_on: input.onDay } }),
  end: (work) => {
    keepPaper(work, 'end', whole(work.input.paper))
    return close(work, 'expired')
  },
  terminate: (work) => {
    keepPaper(work, 'terminate', work.input.paper)
    return close(work, 'new_judgment')
  },
  died: (work) => {
    keepPaper(work, 'died', work.input.paper)
    return close(work, 'death')
  },
  archive: (work) => keepPaper(work, 'archive', { title: '归档', onDay: work.input.onDay, keptAt: work.input.keptAt }),
  opened_in_error: (work) => endHelper(work),
}
