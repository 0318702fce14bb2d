/** Paragraphs of a .docx in the type of an official paper. */
import { AlignmentType, LineRuleType, Paragraph, TextRun, type IParagraphOptions } from 'docx'
import { fonts, pitch, size, type Measure } from './measures'

type Style = {
  size?: number
  line?: number
  font?: (typeof fonts)[keyof typeof fonts]
  color?: string
} & Pick<IParagraphOptions, 'alignment' | 'indent' | 'keepNext' | 'keepLines' | 'border'> & {
    /** The line is as high as said, whatever stands in it. */
    exact?: boolean
    before?: number
    after?: number
  }

/** A paragraph; line breaks in the text stay line breaks. */
export function text(words: string, style: Style = {}): Paragraph {
  const {
    size: height = size.text,
    line = pitch.text,
    font = fonts.text,
    color,
    before = 0,
    after = 0,
    exact,
    ...rest
  } = style
  const runs = words
    .split('\n')
    .map(
      (part, at) =>
        new TextRun({ text: part, size: height, font, ...(color && { color }), ...(at > 0 && { break: 1 }) }),
    )
  return new Paragraph({
    children: runs,
    spacing: { line, lineRule: exact ? LineRuleType.EXACT : LineRuleType.AT_LEAST, before, after },
    // The paragraph's own mark is as high as its text, also when there is none.
    run: { size: height, font },
    ...rest,
  })
}

/** A thin empty line, with `before` twips above it: Word wants a paragraph between two tables. */
export const gap = (before = 0, keepNext = false) => text('', { size: 2, line: 20, exact: true, before, keepNext })

/**
 * The text of a document, in its layout's own size: indented, flush, hanging, or a heading. `keep`: stays with what
 * follows (附件说明 and 落款 do not stand on a page alone).
 */
export function prose(kind: 'body' | 'flush' | 'clause' | 'heading', words: string, m: Measure, keep = false) {
  const { size: height, pitch: line } = m.text
  const indent = height * 20
  const style = {
    body: { alignment: AlignmentType.BOTH, indent: { firstLine: indent } },
    flush: {},
    clause: { alignment: AlignmentType.BOTH, indent: { left: indent } },
    heading: { font: fonts.heading, indent: { firstLine: indent } },
  }[kind]
  return text(words, { size: height, line, ...style, keepNext: keep || kind === 'heading', keepLines: keep })
}

/** A line of a table, in the table's own size. */
export const inCell = (
  words: string,
  { size, pitch: line }: Measure['cell'],
  alignment: Style['alignment'] = AlignmentType.LEFT,
) => text(words, { size, line, alignment })
/** A line of signatures. */
export const inSign = (words: string) => text(words, { size: size.number, line: pitch.sign })
