/** What a domain brings so that a referral of its type opens a file of the receiver's own (DESIGN §2: the registry wires it). */
import type { Ctx } from '../act.server'
import type { CaseRow } from '../domain'

export type ReceiverPreview = {
  facts: { label: string; value: string }[]
  /** What the receiver chooses when accepting. */
  choices: { name: string; label: string; hint?: string; options: { value: string; label: string }[]; first?: string }[]
}

/** A file that arrived with a referral, as it was frozen by the sender. */
export type Arrival = { referralId: string; fromCaseId: string | null; fromUnit: string; frozen: unknown }

export type Receiver = {
  /** May this post open the file? Otherwise it only reads. */
  may: (role: string) => boolean
  preview: (ctx: Ctx, arrival: Arrival) => Promise<ReceiverPreview>
  /** Opens the file; gives where it is. Throws 422. */
  open: (ctx: Ctx, arrival: Arrival, form: FormData) => Promise<{ id: string; href: string; caseNo: string }>
  /** State of the sender's file afterwards, and its duties that end with it. */
  accepted: { caseState: 'closed'; done: readonly string[] }
  returned: { caseState: 'in_help'; done: readonly string[] }
  /** The sender takes it back: its own file goes on as before. */
  withdraw: (ctx: Ctx, file: CaseRow, reason: string) => Promise<void>
}

export type Receivers = Partial<Record<string, Receiver>>
