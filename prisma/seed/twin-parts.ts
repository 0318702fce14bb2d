/** What several twins share: papers, the first hand, rows that still hold. */
import type { HandoffFacts } from '~/domains/handoff/facts'
import { uuidv7 } from '~/lib/ids.server'
import { add, type Life } from './story'
import type { TwinContext } from './story-steps'

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the inputs of one kind's steps have many shapes */
export type Work = TwinContext<HandoffFacts, any>

export const instantOf = (text: string): string => new Date(`${text}:00+08:00`).toISOString()

/** Puts a paper on the file. */
export function keepPaper(
  { life, at, seat }: Pick<Work, 'at' | 'seat'> & { life: Pick<Life, 'rows'> },
  step: string,
  paper: { title: string; onDay: string; keptAt: string } | undefined,
): void {
  if (paper)
    add(life, 'case_paper', {
      id: uuidv7(),
      code: step,
      title: paper.title,
      on_day: paper.onDay,
      kept_at: paper.keptAt,
      step,
      added_by: seat?.postId ?? null,
      added_at: at.toISOString(),
    })
}

/** A file without a responsible hand gets the one of the office who first works on it. */
export const firstHand = ({ life, seat }: Work): { ownerPostId?: string | null } =>
  life.file.owner_post_id === null && seat?.role === 'TJ' ? { ownerPostId: seat.postId } : {}

/** Rows of a child table that still hold. */
export const openRows = (life: Life<HandoffFacts>, table: string, column: string) =>
  (life.rows[table] ?? []).filter((row) => row[column] === null)

/** What the pair helper may see of the file ends. */
export function endHelper({ life, at }: Work): void {
  for (const row of life.rows.case_party ?? [])
    if (row.part === 'pair_helper' && (row.until_at as string) > at.toISOString()) row.until_at = at.toISOString()
}

/** A paper of which all three parts are given. */
export const whole = (paper: { title?: string; onDay?: string; keptAt?: string } | undefined) =>
  paper?.title && paper.onDay && paper.keptAt
    ? { title: paper.title, onDay: paper.onDay, keptAt: paper.keptAt }
    : undefined
