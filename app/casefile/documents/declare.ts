/** How a domain declares its documents: values and functions of what was read, nothing evaluated (DESIGN §4). */
import type { View } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { FieldGroup } from '~/audit/events'
import type { Ctx } from '../act.server'
import type { CaseRow, Domain } from '../domain'
import type { BaseFacts } from '../kind'
import type { Block, CheckBy, Layout } from './paper'

/** The second hand of a step, as its proposal stands. */
export type Approval = { postId: string; name: string; at: Date }

/** What one document is about: the whole file (''), one visit, one decision … One stands at a time for each. */
export type Occasion = {
  about: string
  /** In words, when a file has several: '2026年11月3日 上门走访'. */
  label?: string
  /** Of a document that a step's approval carries: who approved it; null while that is awaited. */
  approved?: Approval | null
}

/** none: nobody; step: whoever approved the step; second: another person approves the paper itself. */
export type ApprovalDecl =
  { by: 'none' } | { by: 'step'; step: string; roles: readonly Role[] } | { by: 'second'; roles: readonly Role[] }

export type DocumentDecl<R> = {
  code: string
  title: string
  /** What stands over the text, when it is not the title. */
  headline?: string
  /** Its letters in the number, behind those of the unit: 安帮转. */
  word: string
  layout: Layout
  /** Whose number, name and seal it bears: the unit that owns the file, or the county's justice or education bureau. */
  inNameOf: 'owner' | 'county' | 'education'
  /** Who draws it up. */
  roles: readonly Role[]
  /** States of the file in which it may be issued. */
  from: readonly string[]
  /** Steps, or records such as `visit`, after which it is offered; the first names the hint. */
  after: readonly string[]
  approval: ApprovalDecl
  check: CheckBy
  /** The view of the file that its reader must have. */
  view: View
  /** Groups of fields it shows, for the access log. */
  shows: readonly FieldGroup[]
  to?: (read: R) => string | null
  /** What it can be drawn up about now, newest first; none: it is not yet time. */
  occasions: (read: R) => Occasion[]
  /** The tree; `about` is an occasion, or '' for a look ahead. */
  blocks: (read: R, about: string) => Block[]
}

/** A document of a unit alone, without a file: a table of figures. Nobody's step approves it. */
export type UnitDocumentDecl<R> = Pick<
  DocumentDecl<R>,
  'code' | 'title' | 'word' | 'layout' | 'roles' | 'check' | 'shows'
> & {
  approval: Exclude<ApprovalDecl, { by: 'step' }>
  /** What one document is about: a place, a period, a day; in the code that it stands once under, and in words. */
  occasion: (read: R) => { about: string; label: string }
  blocks: (read: R) => Block[]
}

/** A kind with its documents and how to read what they say. `clear`: decrypted too; a list of offers needs none of it. */
export type DocumentSource<F extends BaseFacts, R> = {
  domain: Domain<F>
  documents: readonly DocumentDecl<R>[]
  read: (ctx: Ctx, file: CaseRow, clear: boolean) => Promise<R>
}

/** The declaration of a code from outside, or undefined. */
export const declOf = <D extends { code: string }>(documents: readonly D[], code: unknown): D | undefined =>
  documents.find((one) => one.code === code)
