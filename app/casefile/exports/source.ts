/**
 * The contract of everything that leaves the system as a file (xlsx of lists, figures, returns, logs). A domain or room
 * declares a source; the registry (app/domains/exports.server.ts) lists them; request, approvals, job, watermark, expiry
 * and download come by themselves. A page offers its export by a link: `askHref('handoff.list', url.searchParams)`.
 */
import type { Actor } from '~/access/actor'
import { judge, policy, type KindName } from '~/access/policy'
import type { Role } from '~/access/roles'
import type { Db } from '~/lib/db.server'
import type { LegalDay } from '~/lib/dates'

/** text: guarded against formulas. code: text as it stands (numbers of files and units). day: 'YYYY-MM-DD'. rate: text such as '98.1%'. */
export type ColumnType = 'text' | 'code' | 'day' | 'number' | 'rate'
/** Of a column's type; null and undefined leave the cell empty. */
export type Cell = string | number | LegalDay | null | undefined

export type ExportColumn = {
  label: string
  type: ColumnType
  /** In characters; 14 when not said. */
  width?: number
}

export type ExportSheet = {
  /** Name of the tab, at most 31 characters. */
  name: string
  /** First line of the sheet. */
  title: string
  /** Lines under the title: filters, period, cut-off day, version of the rule. */
  notes?: readonly string[]
  columns: readonly ExportColumn[]
  /** Rows in the order of the columns, read in keyset chunks; one pass. Arrays do for a few rows. */
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>
  /** For another program to read: the column names are the first line, nothing stands above or below. */
  bare?: boolean
}

export type ExportContext = { actor: Actor; db: Db }

export type ExportSource = {
  /** 'handoff.list': in addresses, logs and requests. */
  name: string
  /** What an approver reads: '安置帮教名单'. */
  label: string
  /** The kind whose policy must grant E; null: `roles` alone says who may ask. */
  kind: KindName | null
  roles?: readonly Role[]
  /** Who gives the second approval when there is no kind; with a kind it is the roles with A on it. */
  second?: readonly Role[]
  /** xlsx when not said; csv holds the first sheet alone, in UTF-8 with a byte order mark. */
  format?: 'xlsx' | 'csv'
  /** Names of persons stand in it (told to the approvers); false: numbers alone. */
  holdsNames: boolean
  /** What the rows are counted in: '人', '行'. */
  unit: string
  /**
   * What the approvers may know of the choice made: filters in words, never a name or a search text. Throws UserError
   * when the address asks for what the actor may not have (another's region) or what does not exist.
   */
  about: (context: ExportContext, query: URLSearchParams) => Promise<{ about: string; period: string | null }>
  /** The exact number of rows, by the very condition that `sheets` reads. */
  count: (context: ExportContext, query: URLSearchParams) => Promise<number>
  /** Called in the job, in the requester's scope, inside one repeatable-read transaction. */
  sheets: (context: ExportContext, query: URLSearchParams) => Promise<readonly ExportSheet[]>
  /** The page that the export belongs to, with the same filters. */
  backHref: (query: URLSearchParams) => string
}

export type ExportSources = readonly ExportSource[]

/** May the role ask for this file at all? */
export const mayExport = (source: Pick<ExportSource, 'kind' | 'roles'>, role: Role): boolean =>
  (source.kind ? judge(role, source.kind, 'E').allowed : Boolean(source.roles)) &&
  (!source.roles || source.roles.includes(role))

/** Roles that give the second approval. */
export const secondRoles = (source: Pick<ExportSource, 'kind' | 'second'>): Role[] => {
  const { kind } = source
  return kind
    ? (Object.keys(policy[kind]) as Role[]).filter((role) => judge(role, kind, 'A').allowed)
    : [...(source.second ?? [])]
}
