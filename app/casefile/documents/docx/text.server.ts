/** Paragraphs of a .docx in the type of an official paper. */
import { AlignmentType, LineRuleType, Paragraph, TextRun, type IParagraphOptions } from 'docx'
import { fonts, INDENT, pitch, size } from './measures'

type Style = {
  size?: number
  line?: number
  font?: (typeof fonts)[keyof typeof fonts]
  color?: string
} & Pick<IParagraphOptions, 'alignment' | 'indent' | 'keepNext' | 'keepLines' | 'border'> & {
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
    spacing: { line, lineRule: LineRuleType.AT_LEAST, before, after },
    ...rest,
  })
}

export const body = (words: string) => text(words, { alignment: AlignmentType.BOTH, indent: { firstLine: INDENT } })
export const flush = (words: string) => text(words, { alignment: AlignmentType.BOTH })
export const clause = (words: string) => text(words, { alignment: AlignmentType.BOTH, indent: { left: INDENT } })
export const heading = (words: string) =>
  text(words, { font: fonts.heading, indent: { firstLine: INDENT }, keepNext: true })
export const inCell = (words: string, alignment: Style['alignment'] = AlignmentType.LEFT) =>
  text(words, { size: size.table, line: pitch.table, alignment })
