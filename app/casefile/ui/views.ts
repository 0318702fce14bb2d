/** What the generic parts of a case page are given: plain values, already worded and redacted on the server. */
import type { LegalDay } from '~/lib/dates'
import type { Tone } from '~/ui/page'

export type StateView = { code: string; label: string; tone: Tone }
export type RoadStop = { label: string; past?: boolean; current?: boolean }
export type DutyView = {
  id: string
  code: string
  label: string
  dueOn: LegalDay
  /** Of a duty in hours: the time on that day, and whether it is over. */
  dueTime?: string | null
  over?: boolean
  roleLabel: string
  reason: string
  provisional: boolean
  step?: string
  record?: string
}
export type EventView = { id: string; at: Date; label: string; who: string; unit: string; note?: string; seq: number }
export type StepView = {
  step: string
  label: string
  hint?: string
  rare: boolean
  grave: boolean
  /** Leads on along the usual way. */ forward: boolean
  second?: string
}
export type ProposalView = {
  id: string
  step: string
  label: string
  by: string
  at: Date
  secondLabel: string
  effectiveOn?: LegalDay
  /** waiting: for a second hand; decided: for its day. */
  state: 'waiting' | 'decided'
  mine: boolean
  mayDecide: boolean
}
export type NoteView = { id: string; at: Date; byName: string; text: string }
export type AttachmentView = {
  id: string
  href: string
  name: string
  typeLabel: string
  size: string
  /** Where a small picture of it is; null: it is no picture. */
  small: string | null
  /** Who added it, and when. */
  by: string
}
export type PaperView = { id: string; title: string; onDay: LegalDay; keptAt: string; files: AttachmentView[] }
export type VisitView = {
  id: string
  label: string
  onDay: LegalDay
  reached: boolean
  place: string | null
  present: string[]
  tags: string[]
  note: string | null
  nextOn: LegalDay | null
  byName: string
  files: AttachmentView[]
}
/** A value of level L3: masked, and in clear when it was revealed just now for a stated purpose. */
export type Masked = { masked: string; clear?: string }
