/**
 * A document as one tree of blocks (DESIGN §4): the print page, the .docx and the frozen JSON are made from it and say the
 * same. Values are worded already; an empty one is a blank to be filled by hand. Pure.
 */
import type { LegalDay } from '~/lib/dates'

/** What a page masks until it is revealed for a purpose; paper and .docx say it in clear. */
export type Secret = 'identity' | 'phone' | 'address'

export type Cell = {
  label: string
  value: string
  secret?: Secret
  /** Room for so many lines, at least: what is written by hand, or long. */
  lines?: number
}
export type Column = { label: string; /** Share of the width; 1 when absent. */ share?: number; secret?: Secret }
export type Signature = {
  title: string
  /** A seal belongs here; its place is shown only on what is issued. */
  seal?: boolean
  /** Lines below the title: 经办人, 日期 … */
  lines: Cell[]
}

export type Block =
  /** Label and value, one or two pairs a line. */
  | { type: 'rows'; rows: Cell[][] }
  /** Text: body is indented, flush is not (称谓), clause hangs under its number. */
  | { type: 'paragraph'; text: string; style: 'body' | 'flush' | 'clause' }
  | { type: 'heading'; text: string }
  /** `blanks`: empty lines to be filled by hand. */
  | { type: 'table'; caption?: string; columns: Column[]; rows: string[][]; blanks?: number }
  | { type: 'signatures'; columns: Signature[] }
  /** 落款: the unit, the day, and the place of its seal. */
  | { type: 'seal' }
  | { type: 'attachments'; items: string[] }
  /** 回执: below a line to cut along, sent back by the receiver. */
  | { type: 'slip'; title: string; to: string; blocks: Block[] }

/** letter: 函, under the red head of the unit that sends it; notice: 通知书; form: a sheet of rows; list: a working list; wide: a table on its side. */
export type Layout = 'letter' | 'notice' | 'form' | 'list' | 'wide'

/** Where its code may be checked: by anybody, after sign-in, or nowhere. */
export type CheckBy = 'public' | 'signed_in' | 'none'

/** What is frozen when a document is issued; before, number, day and code are null. */
export type PaperContent = {
  v: 1
  code: string
  title: string
  /** As it stands over the text; often longer than the title it is known by. */
  headline: string
  layout: Layout
  number: string | null
  unit: { code: string; name: string }
  /** 主送: to whom a letter or notice goes. */
  to: string | null
  caseNo: string | null
  about: string
  issuedOn: LegalDay | null
  check: { by: CheckBy; code: string | null }
  blocks: Block[]
}

export type Standing = 'draft' | 'issued' | 'withdrawn'

/** What XML and paper cannot hold: controls but line feed and tab, halves of a surrogate pair, non-characters. */
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Cs}/gu

/** A value as paper can hold it; nothing gives ''. */
export const printable = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value).replace(UNPRINTABLE, '').trim()

export const cell = (label: string, value: string | number | null | undefined, secret?: Secret): Cell => ({
  label,
  value: printable(value),
  ...(secret && { secret }),
})

/** A cell with room for so many lines. */
export const tall = (label: string, value: string | null | undefined, lines: number): Cell => ({
  ...cell(label, value),
  lines,
})

/** A value inside a sentence; nothing gives a line to write on, `width` characters long. */
export const inline = (value: string | number | null | undefined, width = 6): string =>
  printable(value) || '＿'.repeat(width)

export const body = (text: string): Block => ({ type: 'paragraph', text: printable(text), style: 'body' })
export const flush = (text: string): Block => ({ type: 'paragraph', text: printable(text), style: 'flush' })
export const clause = (text: string): Block => ({ type: 'paragraph', text: printable(text), style: 'clause' })
export const heading = (text: string): Block => ({ type: 'heading', text: printable(text) })
export const rows = (...lines: Cell[][]): Block => ({ type: 'rows', rows: lines })

/** Free text of several lines, a paragraph each; none gives one empty paragraph to write into. */
export const bodies = (text: string | null | undefined): Block[] => {
  const lines = printable(text).split('\n').filter(Boolean)
  return lines.length ? lines.map(body) : [body('')]
}
