import { useEffect, useRef, type ReactNode } from 'react'
import { A } from '~/ui/link'
import { Empty } from '~/ui/page'

type Column = {
  key: string
  label: string
  /** Numbers: right-aligned. */
  num?: boolean
  nowrap?: boolean
  /** Widths that stay the same from table to table on one page; all columns of a table say theirs, or none. */
  width?: 'narrow' | 'medium' | 'wide'
  /** The heading is for screen readers only (a column of buttons). */
  hideLabel?: boolean
}

type Row = { id: string; href?: string; tone?: 'late' | 'due' | 'soft'; cells: Record<string, ReactNode> }

type DataTableProps = {
  /** Says what the table lists; read aloud, shown on request. */
  caption: string
  showCaption?: boolean
  columns: Column[]
  rows: Row[]
  /** Shown instead of an empty table. */
  empty?: ReactNode
  foot?: Record<string, ReactNode>
}

/** A list of records: a table on wide screens, cards on phones. The first column names the row and opens it. */
export function DataTable({ caption, showCaption, columns, rows, empty, foot }: DataTableProps) {
  const body = useRowKeys()
  if (rows.length === 0) {
    return <section className="panel">{empty ?? <Empty>没有符合条件的记录。</Empty>}</section>
  }
  return (
    <div className="panel flush scroll">
      <table className={columns.every((column) => column.width) ? 'data fixed' : 'data'}>
        <caption className={showCaption ? undefined : 'hidden'}>{caption}</caption>
        {columns.every((column) => column.width) && (
          <colgroup>
            {columns.map((column) => (
              <col key={column.key} className={column.width} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.hideLabel ? <span className="hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={row.id} className={row.tone}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.key} scope="row" className={cellClass(column)}>
                    {row.href ? <A href={row.href}>{row.cells[column.key]}</A> : row.cells[column.key]}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass(column)} data-label={column.hideLabel ? '' : column.label}>
                    {row.cells[column.key] ?? <span className="soft">—</span>}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.key} scope="row">
                    {foot[column.key]}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass(column)} data-label={column.label}>
                    {foot[column.key]}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** A small table inside a panel, of few and short columns. */
export function SimpleTable(props: { caption: string; head: string[]; rows: ReactNode[][]; num?: number[] }) {
  const className = (at: number) => (props.num?.includes(at) ? 'n' : undefined)
  return (
    <table className="simple">
      <caption className="hidden">{props.caption}</caption>
      <thead>
        <tr>
          {props.head.map((label, at) => (
            <th key={label} scope="col" className={className(at)}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((cells, line) => (
          <tr key={line}>
            {cells.map((cell, at) => (
              <td key={at} className={className(at)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellClass(column: Column): string | undefined {
  return [column.num && 'n', column.nowrap && 'nowrap'].filter(Boolean).join(' ') || undefined
}

/** j and k walk down and up the first links of the rows; Enter opens, as on any link. */
function useRowKeys() {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'j' && event.key !== 'k') return
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (!isMyTurn(body.current)) return
      const links = Array.from(body.current?.querySelectorAll<HTMLElement>('tr > th a[href]') ?? [])
      if (links.length === 0) return
      const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
      const to = event.key === 'j' ? here + 1 : here < 0 ? 0 : here - 1
      links[Math.max(0, Math.min(to, links.length - 1))]?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return body
}

/** With several lists on a page the one that holds the focus answers, else the first. */
function isMyTurn(body: HTMLElement | null): boolean {
  const bodies = Array.from(document.querySelectorAll('table.data > tbody'))
  const focused = bodies.find((one) => one.contains(document.activeElement))
  return body !== null && (focused ?? bodies[0]) === body
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable]') !== null
}
