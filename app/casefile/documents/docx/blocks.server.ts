/** Each block of a document as the parts of a .docx. */
import {
  AlignmentType,
  BorderStyle,
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
import { fonts, INDENT, size, TEXT_WIDTH } from './measures'
import { body, clause, flush, heading, inCell, text } from './text.server'

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
const CELL_MARGINS = { top: 40, bottom: 40, left: 100, right: 100, marginUnitType: WidthType.DXA }

const cellOf = (words: string, width: number, given: { span?: number; centred?: boolean } = {}) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: CELL_MARGINS,
    ...(given.span && { columnSpan: given.span }),
    children: [inCell(words, given.centred ? AlignmentType.CENTER : AlignmentType.LEFT)],
  })

const tableOf = (rows: TableRow[], columnWidths: number[]) =>
  new Table({
    rows,
    columnWidths,
    layout: TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
  })

/** Label and value: two pairs fill four columns, one pair spreads its value over three. */
function rowsTable(lines: Cell[][]): Table {
  const label = Math.round(TEXT_WIDTH * 0.2)
  const value = Math.round(TEXT_WIDTH / 2) - label
  const rows = lines.map(
    (line) =>
      new TableRow({
        cantSplit: true,
        children: line.flatMap((pair) =>
          line.length === 1
            ? [cellOf(pair.label, label, { centred: true }), cellOf(pair.value, label + value * 2, { span: 3 })]
            : [cellOf(pair.label, label, { centred: true }), cellOf(pair.value, value)],
        ),
      }),
  )
  return tableOf(rows, [label, value, label, value])
}

function listTable(columns: Column[], rows: string[][], blanks: number): Table {
  const whole = columns.reduce((sum, one) => sum + (one.share ?? 1), 0)
  const widths = columns.map((one) => Math.round((TEXT_WIDTH * (one.share ?? 1)) / whole))
  const lines = [...rows, ...Array.from({ length: blanks }, () => columns.map(() => ''))]
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((one, at) => cellOf(one.label, widths[at]!, { centred: true })),
  })
  return tableOf(
    [
      head,
      ...lines.map(
        (line) => new TableRow({ cantSplit: true, children: line.map((words, at) => cellOf(words, widths[at]!)) }),
      ),
    ],
    widths,
  )
}

/** Signatures side by side in a table without lines. */
function signatures(columns: Signature[], sealed: boolean): Table {
  const width = Math.round(TEXT_WIDTH / columns.length)
  const cells = columns.map(
    (one) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        children: [inCell(signTitle(one, sealed)), ...one.lines.map((line) => inCell(`${line.label}：${line.value}`))],
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

const gap = (before: number) => text('', { size: 10, line: 20, before })

/** Unit and day centred over each other at the right, four characters in; room for the seal above. */
const seal = (content: PaperContent): Part[] => {
  const place = {
    alignment: AlignmentType.CENTER,
    indent: { left: Math.round(TEXT_WIDTH * 0.42), right: INDENT },
    keepLines: true,
  }
  return [
    text(content.unit.name, { ...place, before: 800, keepNext: true }),
    text(content.issuedOn ? formatDay(content.issuedOn) : '', place),
  ]
}

/** A dashed line to cut along, and what the receiver sends back. */
function slip(block: Extract<Block, { type: 'slip' }>, content: PaperContent): Part[] {
  return [
    text('', { before: 400, border: { bottom: { style: BorderStyle.DASHED, size: 12, color: '000000', space: 1 } } }),
    text(block.title, { font: fonts.title, size: 36, alignment: AlignmentType.CENTER, before: 200, keepNext: true }),
    flush(`${block.to}：`),
    ...block.blocks.flatMap((inner) => partsOf(inner, content)),
  ]
}

/** The parts of one block, as on an issued paper. */
export function partsOf(block: Block, content: PaperContent): Part[] {
  switch (block.type) {
    case 'rows':
      return [rowsTable(block.rows)]
    case 'paragraph':
      return [{ body, flush, clause }[block.style](block.text)]
    case 'heading':
      return [heading(block.text)]
    case 'table':
      return [
        ...(block.caption
          ? [text(block.caption, { size: size.table, alignment: AlignmentType.CENTER, keepNext: true })]
          : [gap(80)]),
        listTable(block.columns, block.rows, block.blanks ?? 0),
      ]
    case 'signatures':
      return [gap(480), signatures(block.columns, true)]
    case 'seal':
      return seal(content)
    case 'attachments':
      return attachmentLines(block.items).map((line, at) =>
        text(line, {
          indent: { left: at === 0 ? INDENT : INDENT * 2.5, hanging: 0 },
          ...(at === 0 && { before: 560 }),
        }),
      )
    case 'slip':
      return slip(block, content)
  }
}
