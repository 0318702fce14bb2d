/** The second rendering of a document's tree: a .docx that an office opens, corrects nothing in, and files. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import { apart, checkWords } from '../words'
import type { Block, PaperContent } from '../paper'
import { qrImage } from '../qr.server'
import { NO_BORDERS, partsOf, type Part } from './blocks.server'
import { fonts, measureOf, pitch, RED, size } from './measures'
import { gap, prose, text } from './text.server'

const QR_PIXELS = 94

/** The head of the paper: sender, number, title. */
function head({ layout, unit, number, headline }: PaperContent): Part[] {
  const centred = { alignment: AlignmentType.CENTER, font: fonts.title }
  const title = text(headline, { ...centred, size: size.title, line: pitch.title, after: 240 })
  const numbered = (after: number) =>
    number ? [text(number, { alignment: AlignmentType.RIGHT, size: size.number, line: pitch.sign, after })] : []
  if (layout === 'letter') {
    const line = { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 36, color: RED, space: 6 }
    return [
      text(unit.name, {
        ...centred,
        size: size.head,
        line: pitch.head,
        color: RED,
        border: { bottom: line },
        after: 200,
      }),
      ...numbered(280),
      title,
    ]
  }
  if (layout === 'notice')
    return [text(unit.name, { ...centred, size: size.title, line: pitch.title }), title, ...numbered(160)]
  return [...numbered(120), title]
}

/** Code, where it is checked, who downloaded it; beside them the square. */
async function foot(content: PaperContent, checkAt: string, copy: string): Promise<Part> {
  const lines = [...checkWords(content, checkAt), copy]
  const image = await qrImage(content)
  const { width } = measureOf(content.layout)
  const right = Math.round(width * 0.2)
  const cell = (children: Paragraph[], wide: number) =>
    new TableCell({ width: { size: wide, type: WidthType.DXA }, verticalAlign: VerticalAlign.BOTTOM, children })
  const picture = image
    ? [new ImageRun({ type: 'png', data: image, transformation: { width: QR_PIXELS, height: QR_PIXELS } })]
    : []
  return new Table({
    borders: NO_BORDERS,
    layout: TableLayoutType.FIXED,
    columnWidths: [width - right, right],
    width: { size: width, type: WidthType.DXA },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(
            lines.map((line) => text(line, { size: size.foot, line: pitch.foot })),
            width - right,
          ),
          cell([new Paragraph({ alignment: AlignmentType.RIGHT, children: picture })], right),
        ],
      }),
    ],
  })
}

const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        children: [
          new TextRun({
            children: ['\u3000— ', PageNumber.CURRENT, ' —\u3000'],
            size: size.number,
            font: fonts.number,
          }),
        ],
      }),
    ],
  })

const voidMark = () =>
  new Header({
    children: [
      new Paragraph({ children: [new TextWatermark({ text: '作废', font: 'SimSun', color: RED, width: 260 })] }),
    ],
  })

/** The document as a .docx. `copy`: who downloads it, when. A withdrawn one bears 作废 on every page. */
export async function renderDocx(
  content: PaperContent,
  given: { withdrawn: boolean; checkAt: string; copy: string },
): Promise<Buffer> {
  const { own, slips } = apart(content.blocks)
  const closing = ['attachments', 'seal', 'signatures']
  const parts = (blocks: Block[]) =>
    blocks.flatMap((block, at) => partsOf(block, content, closing.includes(blocks[at + 1]?.type ?? '')))
  const children: Part[] = [
    ...head(content),
    ...(content.to ? [prose('flush', `${content.to}：`, measureOf(content.layout))] : []),
    ...parts(own),
    gap(240, true),
    await foot(content, given.checkAt, given.copy),
    ...parts(slips),
    // Word wants a paragraph behind a table that ends the text.
    gap(),
  ]
  const file = new Document({
    title: content.title,
    creator: content.unit.name,
    description: content.number ?? '',
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: measureOf(content.layout).page },
        ...(given.withdrawn && { headers: { default: voidMark(), even: voidMark() } }),
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children,
      },
    ],
  })
  return Packer.toBuffer(file)
}
