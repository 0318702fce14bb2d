import { EMPTY, isBlank, plain } from '~/sheets/cell'
import type { Cell } from '~/sheets/cell'
import type { ColumnDecl } from '~/sheets/header'
import type { Parsed } from './parsed'

/** Something a person must mend before the row can be written. `suggestion`: a proposal to show, never taken by itself. */
export type RowProblem = { field: string; why: string; suggestion?: string }

/**
 * A row of a list, read. `raw` is what the file says by column key, `value` what was understood. A row with problems
 * is never written; warnings are shown beside it.
 */
export type ImportedRow<V> = {
  rowNo: number
  raw: Record<string, string>
  value: Partial<V>
  problems: RowProblem[]
  warnings: string[]
}

/** Reads the cells of one row key by key and gathers what is wrong with it. */
export class RowReader<V extends object> {
  readonly problems: RowProblem[] = []
  readonly warnings: string[] = []
  readonly value: Partial<V> = {}

  constructor(
    private readonly rowNo: number,
    private readonly cells: Record<string, Cell>,
    private readonly decls: ColumnDecl[],
  ) {}

  cell(key: string): Cell {
    return this.cells[key] ?? EMPTY
  }

  /** The parsed value, or undefined after noting the problem; notes become warnings. */
  take<T>(field: string, parsed: Parsed<T>): T | undefined {
    if (!parsed.ok) {
      this.mend(field, parsed.why, typeof parsed.value === 'string' ? parsed.value : undefined)
      return undefined
    }
    if (parsed.note !== undefined) this.warn(field, parsed.note)
    return parsed.value
  }

  /** As `take`; an empty cell is a problem. */
  need<T>(field: string, parsed: Parsed<T>): NonNullable<T> | undefined {
    const value = this.take(field, parsed)
    if (!parsed.ok) return undefined
    if (value === null || value === undefined || value === '') {
      const merged = this.cell(field).merged !== undefined
      this.mend(field, merged ? `${this.label(field)}是合并单元格，请在本行填写` : `没有${this.label(field)}，请补填`)
      return undefined
    }
    return value
  }

  mend(field: string, why: string, suggestion?: string): void {
    if (this.problems.some((problem) => problem.field === field)) return
    this.problems.push(suggestion === undefined ? { field, why } : { field, why, suggestion })
  }

  warn(field: string, note: string): void {
    this.warnings.push(`${this.label(field)}：${note}`)
  }

  label(field: string): string {
    return this.decls.find(({ key }) => key === field)?.label ?? field
  }

  /** True when the list says something in this cell. */
  says(key: string): boolean {
    return !isBlank(this.cell(key))
  }

  row(): ImportedRow<V> {
    const raw = Object.fromEntries(
      Object.entries(this.cells)
        .filter(([, cell]) => cell.kind !== 'empty')
        .map(([key, cell]) => [key, cell.kind === 'text' ? cell.text : plain(cell)]),
    )
    return { rowNo: this.rowNo, raw, value: this.value, problems: this.problems, warnings: this.warnings }
  }
}
