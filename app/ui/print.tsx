import { useEffect, useState, type ReactNode } from 'react'
import { ButtonLink } from '~/ui/link'

type SheetProps = {
  title: string
  /** `letter`: under the red head of the sender; `notice`: its name over the title; `form`: rows; `list`: a working list. */
  kind?: 'letter' | 'notice' | 'form' | 'list'
  landscape?: boolean
  /** Stands across the whole sheet, on the screen and on paper. */
  mark?: '草稿' | '作废'
  /** Whose paper it is, over a letter or notice. */
  head?: string
  /** PaperNumber of the paper, above the title on the right. */
  number?: string | null
  sub?: ReactNode
  foot?: ReactNode
  /** What is cut off and sent back, below the foot. */
  slip?: ReactNode
  children: ReactNode
}

type PaperProps = SheetProps & { backHref?: string }

/** An A4 sheet with the buttons above it. */
export function Paper({ backHref, ...sheet }: PaperProps) {
  return (
    <>
      <PaperTools backHref={backHref} />
      <PaperSheet {...sheet} />
    </>
  )
}

/** 返回 and 打印, above sheets; not on paper. */
export function PaperTools({ backHref, children }: { backHref?: string; children?: ReactNode }) {
  return (
    <div className="actions papertools">
      {backHref && (
        <ButtonLink href={backHref} quiet>
          返回
        </ButtonLink>
      )}
      <PrintButton />
      {children}
    </div>
  )
}

const markClass = { 草稿: 'draft', 作废: 'void' } as const
/** `notice` alone is a banner of the page. */
const kindClass = { letter: 'letter', notice: 'announce', form: 'form', list: 'list' } as const

/** An A4 sheet, the same on the screen and on paper. */
export function PaperSheet(props: SheetProps) {
  const { title, kind = 'form', landscape, mark, head, number, sub, foot, slip, children } = props
  const official = kind === 'letter' || kind === 'notice'
  return (
    <article
      className={['paper', kindClass[kind], landscape && 'landscape', mark && markClass[mark]]
        .filter(Boolean)
        .join(' ')}
      aria-label={mark ? `${title}（${mark}）` : title}
      // On a phone it is scrolled sideways, also by keys.
      {...(landscape && { tabIndex: 0 })}
    >
      {mark && <p className="hidden">{mark}</p>}
      {official && head && <p className={kind === 'letter' ? 'redhead' : 'headunit'}>{head}</p>}
      {kind !== 'notice' && <PaperNumber number={number} />}
      <h1>{title}</h1>
      {kind === 'notice' && <PaperNumber number={number} />}
      {sub && <div className="papersub">{sub}</div>}
      {children}
      {foot && <footer>{foot}</footer>}
      {slip}
    </article>
  )
}

const PaperNumber = ({ number }: Pick<SheetProps, 'number'>) => (number ? <p className="number">{number}</p> : null)

/** Printing needs the browser's script; without it the keys are named. */
export function PrintButton() {
  const [live, setLive] = useState(false)
  useEffect(() => setLive(true), [])
  if (!live) return <span className="soft noprint">按 Ctrl + P 打印</span>
  return (
    <button type="button" onClick={() => window.print()}>
      打印
    </button>
  )
}

type Pair = { label: string; value: string; lines?: number }

/** Label and value in a ruled table, one or two pairs a line; an empty value is room to write. */
export function PaperRows({ rows }: { rows: Pair[][] }) {
  return (
    <table className="grid">
      <colgroup>
        {['20%', '30%', '20%', '30%'].map((width, at) => (
          <col key={at} width={width} />
        ))}
      </colgroup>
      <tbody>
        {rows.map((line, at) => (
          <tr key={at}>
            {line.map((pair, on) => (
              <PairCells key={on} pair={pair} wide={line.length === 1} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PairCells({ pair, wide }: { pair: Pair; wide: boolean }) {
  return (
    <>
      <th scope="row">{pair.label}</th>
      <td colSpan={wide ? 3 : undefined} className={roomClass(pair.lines)}>
        {pair.value || '\u00A0'}
      </td>
    </>
  )
}

const ROOMS = [2, 4, 9]
/** The smallest room that holds so many lines. */
const roomClass = (lines: number | undefined) => (lines ? `room${ROOMS.find((room) => room >= lines) ?? 9}` : undefined)

type Head = { label: string; share?: number }

/** A ruled table; `blanks` empty lines follow to be filled by hand. */
export function PaperTable(props: { caption?: string; columns: Head[]; rows: string[][]; blanks?: number }) {
  const { caption, columns, rows, blanks = 0 } = props
  const whole = columns.reduce((sum, column) => sum + (column.share ?? 1), 0)
  const lines = [...rows, ...Array.from({ length: blanks }, () => columns.map(() => ''))]
  return (
    <table className="ruled">
      {caption && <caption>{caption}</caption>}
      <colgroup>
        {columns.map((column) => (
          <col key={column.label} width={`${Math.round(((column.share ?? 1) / whole) * 100)}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={at}>
            {line.map((value, on) => (
              <td key={on}>{value || '\u00A0'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Who signs, side by side; an empty line is room for the pen. */
export function PaperSignatures({ columns }: { columns: { title: string; lines: Pair[] }[] }) {
  return (
    <div className={`sign of${columns.length}`}>
      {columns.map((column) => (
        <div key={column.title}>
          <p>{column.title}</p>
          {column.lines.map((line) => (
            <p key={line.label} className="line">
              <span>{line.label}：</span>
              <span className="fill">{line.value}</span>
            </p>
          ))}
        </div>
      ))}
    </div>
  )
}

/** 落款: the unit and the day, with room for its seal; on a draft, a word that there is none. */
export function PaperSeal({ unit, on, sealed }: { unit: string; on: string; sealed: boolean }) {
  return sealed ? (
    <div className="sealarea">
      <p>{unit}</p>
      <p>{on}</p>
    </div>
  ) : (
    <p className="noseal">（草稿，未经制发，不得用印）</p>
  )
}

/** A square of dots that leads to an address. */
export function PaperQr({ size, path, label }: { size: number; path: string; label: string }) {
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
