import type { Cell } from './cell'
import { EMPTY } from './cell'
import { dayOfSerial } from './excel-day'
import { IMPORT_LIMITS } from './limits'
import { refuseFile } from './refuse'
import { attributesOf } from './xml'
import type { XmlHandlers } from './xml'

type Merge = { top: number; left: number; bottom: number; right: number }
type Styles = { strings: string[]; dayStyles: boolean[]; from1904: boolean }

/** First pass over a sheet: its merged cells and how many rows hold anything. */
export class SheetSurvey implements XmlHandlers {
  readonly merges: Merge[] = []
  rows = 0
  private filled = false

  open(tag: string, attributes: string): void {
    if (tag === 'row') this.filled = false
    else if (tag === 'v' || tag === 'f' || tag === 'is') this.filled = true
    else if (tag === 'mergeCell') {
      const merge = rangeOf(attributesOf(attributes).get('ref') ?? '')
      if (merge !== null && this.merges.push(merge) > IMPORT_LIMITS.merges) refuseFile('broken')
    }
  }

  close(tag: string): void {
    if (tag === 'row' && this.filled) this.rows++
  }

  text(): void {}
}

/** Second pass: turns the XML of a sheet into rows. Take the finished rows out of `done` after every piece fed. */
export class SheetReader implements XmlHandlers {
  done: { rowNo: number; cells: Cell[] }[] = []
  private rowNo = 0
  private column = -1
  private cells: Cell[] = []
  private type = ''
  private style = 0
  private value = ''
  private formula: string | null = null
  private into: 'value' | 'formula' | null = null
  private phonetic = false
  private inCell = false
  private spanning: Merge[] = []
  private readonly coming: Merge[]

  constructor(
    private readonly styles: Styles,
    merges: Merge[],
  ) {
    this.coming = [...merges].sort((a, b) => b.top - a.top)
  }

  open(tag: string, attributes: string): void {
    if (tag === 'row') {
      this.startRow(Number(attributesOf(attributes).get('r') ?? this.rowNo + 1))
    } else if (tag === 'c') {
      const has = attributesOf(attributes)
      const ref = has.get('r')
      this.column = ref === undefined ? this.column + 1 : columnOf(ref)
      this.type = has.get('t') ?? 'n'
      this.style = Number(has.get('s') ?? 0)
      this.value = ''
      this.formula = null
      this.inCell = true
    } else if (!this.inCell) {
      return
    } else if (tag === 'v' || (tag === 't' && !this.phonetic)) this.into = 'value'
    else if (tag === 'rPh') this.phonetic = true
    else if (tag === 'f') {
      this.formula = ''
      this.into = 'formula'
    }
  }

  text(piece: string): void {
    if (this.into === 'value') this.value += piece
    else if (this.into === 'formula') this.formula += piece
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't' || tag === 'f') this.into = null
    else if (tag === 'rPh') this.phonetic = false
    else if (tag === 'c') {
      this.inCell = false
      this.put()
    } else if (tag === 'row') this.endRow()
  }

  private startRow(rowNo: number): void {
    if (!Number.isInteger(rowNo) || rowNo <= this.rowNo) refuseFile('broken')
    this.rowNo = rowNo
    this.column = -1
    this.cells = []
    this.spanning = this.spanning.filter(({ bottom }) => bottom >= rowNo)
    for (let next = this.coming.at(-1); next !== undefined && next.top <= rowNo; next = this.coming.at(-1)) {
      this.coming.pop()
      if (next.bottom >= rowNo) this.spanning.push(next)
    }
    // merged cells never overlap, so more than one per column is a broken file
    if (this.spanning.length > IMPORT_LIMITS.columns) this.spanning.length = IMPORT_LIMITS.columns
  }

  private put(): void {
    const cell = this.cell()
    if (cell.kind === 'empty') return
    if (this.column < 0 || this.column >= IMPORT_LIMITS.columns) refuseFile('columns')
    this.cells[this.column] = cell
  }

  private cell(): Cell {
    const { value, formula } = this
    if (value.length > IMPORT_LIMITS.cellChars * 2) refuseFile('cell')
    if (formula !== null) return { text: `=${legible(formula) || '…'}`, kind: 'formula' }
    if (value === '') return EMPTY
    if (this.type === 's') return textCell(this.styles.strings[Number(value)] ?? '')
    if (this.type === 'b') return textCell(value === '1' ? '是' : '否')
    if (this.type === 'd') return dayCell(value.slice(0, 10), value.slice(0, 10))
    if (this.type !== 'n') return textCell(value)
    const number = Number(value)
    if (!Number.isFinite(number)) return textCell(value)
    const day = this.styles.dayStyles[this.style] === true ? dayOfSerial(number, this.styles.from1904) : null
    return day === null ? { text: digitsOf(value), kind: 'number' } : dayCell(day, day)
  }

  private endRow(): void {
    const filled = this.cells.length > 0
    for (const merge of this.spanning) {
      for (let at = merge.left; at <= Math.min(merge.right, IMPORT_LIMITS.columns - 1); at++) {
        if (merge.top === this.rowNo && merge.left === at) continue
        this.cells[at] = { text: '', kind: 'empty', merged: merge.top === this.rowNo ? 'across' : 'down' }
      }
    }
    if (filled) this.done.push({ rowNo: this.rowNo, cells: Array.from(this.cells, (cell) => cell ?? EMPTY) })
  }
}

function dayCell(day: string, text: string): Cell {
  return { text, kind: 'date', day }
}

/** A text cell; characters no one can see or store are left out. */
export function textCell(text: string): Cell {
  const seen = legible(text)
  return seen.trim() === '' ? EMPTY : { text: seen, kind: 'text' }
}

/** Drops control signs, also those spreadsheet files spell `_x000D_`; line breaks and tabs stay. */
function legible(text: string): string {
  const spelled = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text

  return spelled
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/gu, '')
}

/** A number in full digits, as far as the file has them: '3.40799196704034E17' → '340799196704034000'. */
function digitsOf(value: string): string {
  const number = Number(value)
  if (/^-?\d+$/.test(value.trim())) return value.trim()
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return BigInt(number).toString()
  return String(Number(number.toPrecision(15)))
}

/** 'AB12' → 27 (from 0); -1 when it is no reference. */
function columnOf(ref: string): number {
  const letters = /^\$?([A-Z]{1,3})\$?\d*$/i.exec(ref)?.[1]
  if (letters === undefined) return -1
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function rangeOf(ref: string): Merge | null {
  const [from = '', to = from] = ref.split(':')
  const merge = { top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) }
  return merge.top > 0 && merge.left >= 0 && merge.bottom >= merge.top && merge.right >= merge.left ? merge : null
}

function rowOf(ref: string): number {
  return Number(/\d+$/.exec(ref)?.[0] ?? 0)
}
