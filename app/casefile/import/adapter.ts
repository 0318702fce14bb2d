/** What a kind declares so that its lists can be imported (花名册, 存量台账). The machine knows no column and no rule. */
import type { Actor } from '~/access/actor'
import type { Role } from '~/access/roles'
import type { Db } from '~/lib/db.server'
import type { Cell } from '~/sheets/cell'
import type { ColumnDecl, Mapping } from '~/sheets/header'
import type { RowProblem } from './row'

/**
 * What becomes of a row. create: a new file. there: a file of mine is there. other: for another office, written nowhere.
 * mend: a person must mend it first. skip: left out by the clerk. written: done. vault…: goes to the sealing custodian
 * and is counted, never listed by name (未成年人犯罪记录封存).
 */
export const verdicts = [
  'create',
  'there',
  'other',
  'mend',
  'skip',
  'written',
  'vault',
  'vault_mend',
  'vault_there',
] as const
export type Verdict = (typeof verdicts)[number]

/** A row as the file has it, its cells by column key. `answers`: what the clerk said of the whole list. */
export type RowIn = { seq: number; rowNo: number; cells: Record<string, Cell>; mapping: Mapping; answers: Answers }
export type Answers = Record<string, boolean | string>

/** What a list shows of a row: names and numbers are masked by the page. */
export type Face = { name: string; idNo: string | null; day: string | null; place: string }

export type Judged = {
  verdict: Exclude<Verdict, 'skip' | 'written'>
  problems: RowProblem[]
  warnings: string[]
  /** For another office: which. */
  note?: string
  /** The same for two rows about one person; kept as a keyed value only. Null: cannot be told. */
  key: string | null
  /** Null: this row is not shown by name. */
  face: Face | null
  /** The file that is there already. */
  caseId?: string
}

export type ImportContext = { actor: Actor; db: Db }
/** Which of these keys my unit has imported before; asked once for many rows. */
export type Seen = (keys: readonly string[]) => Promise<ReadonlySet<string>>
/** What was written of a row. `seen`: person and release, kept as a keyed value, so that the next import knows. */
export type Written = { seq: number; caseId: string | null; seen: string | null }

/**
 * A question about the whole list, answered once: yes or no, or, where `fills` names a column, the text that stands in
 * every row whose own cell is blank.
 */
export type Question = {
  key: string
  label: string
  hint?: string
  fills?: string
  when: (mapping: Mapping) => boolean
}

export type ImportVariant = {
  label: string
  /** What it is for, on the upload page. */
  hint: string
  roles: readonly Role[]
  columns: ColumnDecl[]
  /** Fields that are asked for together with a broken one. */
  companions: (field: string, cells: Record<string, Cell>) => readonly string[]
  /** Fields mended by choosing; what is chosen is written into the cell as text. */
  choices: (context: ImportContext) => Promise<Record<string, { value: string; label: string; group?: string }[]>>
  /** Questions about the whole list, asked when the mapping calls for them. */
  questions: Question[]
  /** Answers that the words above the header give already (title, unit of the list); the clerk sees and corrects them. */
  fromTitle?: (context: ImportContext, title: string) => Promise<Answers>
  /** Judges many rows in a few statements; in order. */
  judge: (context: ImportContext, rows: readonly RowIn[], seen: Seen) => Promise<Judged[]>
  /** Writes rows that were judged `create` or `vault`, in the caller's transaction. */
  write: (context: ImportContext, rows: { create: readonly RowIn[]; vault: readonly RowIn[] }) => Promise<Written[]>
}

export type ImportAdapter = {
  kind: string
  path: string
  variants: Record<string, ImportVariant>
  /** The list that the imported files stand in, for this role, and the address of one of them. */
  home: (role: Role) => { href: string; label: string }
  caseHref: (role: Role, caseId: string) => string
}

/** The variants a role may import, in their order. */
export const variantsFor = (adapter: ImportAdapter, role: Role) =>
  Object.entries(adapter.variants).flatMap(([key, variant]) => (variant.roles.includes(role) ? [{ key, variant }] : []))

/** One table of the file, as found. `left`: rows that are no data. */
export type ImportTable = {
  sheet: string
  signature: string
  rowNo: number
  labels: string[]
  mapping: Mapping
  remembered: boolean
  rows: number
  left: number
}
