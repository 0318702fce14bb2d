/** Each block of a document as the parts of a .docx. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { formatDay } from '~/lib/dates'
import { attachmentLines, signTitle } from '../words'
import type { Block, Cell, Column, PaperContent, Signature } from '../paper'
import { CHARACTER, fonts, INDENT, measureOf, size, type Measure } from './measures'
import { gap, inCell, inSign, prose, text } from './text.server'

export type Part = Paragraph | Table

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const NO_BORDERS = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
const CELL_MARGINS = { top: 20, bottom: 20, left: 80, right: 80, marginUnitType: WidthType.DXA }

const cellOf = (
  m: Measure,
  words: string,
  width: number,
  given: { span?: number; centred?: boolean; top?: boolean } = {},
) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: given.top ? VerticalAlign.TOP : VerticalAlign.CENTER,
    margins: CELL_MARGINS,
    ...(given.span && { columnSpan: given.span }),
    children: [inCell(words, m.cell, given.centred ? AlignmentType.CENTER : AlignmentType.LEFT)],
  })

const tableOf = (rows: TableRow[], columnWidths: number[]) =>
  new Table({
    rows,
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
  })

/** A row is at least as high as the lines that its cells ask for. */
function roomFor(m: Measure, line: Cell[]) {
  const lines = Math.max(...line.map((one) => one.lines ?? 1))
  return lines > 1 ? { height: { value: lines * m.cell.pitch + 80, rule: HeightRule.ATLEAST } } : {}
}

/** Label and value: two pairs fill four columns, one pair spreads its value over three. */
function rowsTable(m: Measure, lines: Cell[][]): Table {
  const label = Math.round(m.width * 0.2)
  const value = Math.round(m.width / 2) - label
  const head = (words: string) => cellOf(m, words, label, { centred: true })
  const rows = lines.map(
    (line) =>
      new TableRow({
        cantSplit: true,
        ...roomFor(m, line),
        children: line.flatMap((pair) =>
          line.length === 1
            ? [head(pair.label), cellOf(m, pair.value, label + value * 2, { span: 3, top: (pair.lines ?? 1) > 2 })]
            : [head(pair.label), cellOf(m, pair.value, value)],
        ),
      }),
  )
  return tableOf(rows, [label, value, label, value])
}

function listTable(m: Measure, columns: Column[], rows: string[][], blanks: number): Table {
  const whole = columns.reduce((sum, one) => sum + (one.share ?? 1), 0)
  const widths = columns.map((one) => Math.round((m.width * (one.share ?? 1)) / whole))
  const lines = [...rows, ...Array.from({ length: blanks }, () => columns.map(() => ''))]
  const row = (words: string[], centred: boolean) =>
    new TableRow({
      cantSplit: true,
      tableHeader: centred,
      children: words.map((one, at) => cellOf(m, one, widths[at]!, { centred: centred || m.wide })),
    })
  const head = columns.map((one) => one.label)
  return tableOf([row(head, true), ...lines.map((line) => row(line, false))], widths)
}

/** Signatures side by side in a table without lines. */
function signatures(m: Measure, columns: Signature[]): Table {
  const width = Math.round(m.width / columns.length)
  const cells = columns.map(
    (one) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        children: [inSign(signTitle(one, true)), ...one.lines.map((line) => inSign(`${line.label}：${line.value}`))],
      }),
  )
  return new Table({
    borders: NO_BORDERS,
    layout: TableLayoutType.FIXED,
    columnWidths: columns.map(() => width),
    width: { size: width * columns.length, type: WidthType.DXA },
    rows: [new TableRow({ cantSplit: true, children: cells })],
  })
}

/** Unit and day centred over each other at the right, four characters in; room for the seal above. */
const seal = (m: Measure, content: PaperContent): Part[] => {
  const place = {
    size: m.text.size,
    line: m.text.pitch,
    alignment: AlignmentType.CENTER,
    indent: { left: Math.round(m.width * 0.42), right: INDENT },
    keepLines: true,
    keepNext: true,
  }
  return [
    text(content.unit.name, { ...place, before: 600 }),
    text(content.issuedOn ? formatDay(content.issuedOn) : '', place),
  ]
}

/** 附件说明: two characters in; further lines stand below the text, not below the number. */
const attachments = (items: readonly string[]): Part[] =>
  attachmentLines(items).map((line, at) => {
    const number = items.length > 1 ? CHARACTER * 1.2 : 0
    const hanging = Math.round((at === 0 ? CHARACTER * 3 : 0) + number)
    return text(line, {
      indent: { left: Math.round(INDENT + CHARACTER * 3 + number), hanging },
      keepNext: true,
      ...(at === 0 && { before: 280 }),
    })
  })

/** What the receiver sends back, below a line to cut along. */
function slip(block: Extract<Block, { type: 'slip' }>, content: PaperContent): Part[] {
  const line = { style: BorderStyle.DASHED, size: 12, color: '000000', space: 1 }
  const title = { font: fonts.title, size: size.slip, alignment: AlignmentType.CENTER, before: 200, keepNext: true }
  return [
    text('', { before: 200, border: { bottom: line }, keepNext: true }),
    text(block.title, title),
    ...(block.to ? [prose('flush', `${block.to}：`, measureOf(content.layout), true)] : []),
    ...block.blocks.flatMap((inner) => partsOf(inner, content, true)),
  ]
}

/** The parts of one block, as on an issued paper. */
export function partsOf(block: Block, content: PaperContent, keep = false): Part[] {
  const m = measureOf(content.layout)
  switch (block.type) {
    case 'rows':
      return [gap(60), rowsTable(m, block.rows), gap(60)]
    case 'paragraph':
      return [prose(block.style, block.text, m, keep)]
    case 'heading':
      return [prose('heading', block.text, m)]
    case 'table': {
      const caption = { size: m.cell.size, alignment: AlignmentType.CENTER, keepNext: true }
      return [
        ...(block.caption ? [text(block.caption, caption)] : [gap(60)]),
        listTable(m, block.columns, block.rows, block.blanks ?? 0),
        gap(60),
      ]
    }
    case 'signatures':
      return [gap(300, true), signatures(m, block.columns)]
    case 'seal':
      return seal(m, content)
    case 'attachments':
      return attachments(block.items)
    case 'slip':
      return slip(block, content)
  }
}
