/** Reads a document back from its print page and from its .docx, word for word. */
import mammoth from 'mammoth'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect } from 'vitest'
import { renderDocx } from '~/casefile/documents/docx/render.server'
import { groupedCode } from '~/casefile/documents/number'
import { Sheet } from '~/casefile/documents/pages/sheet'
import type { Block, PaperContent } from '~/casefile/documents/paper'
import { qrOf } from '~/casefile/documents/qr.server'

/** Every text that a document says, in order: labels, values, sentences, cells. */
export function said(blocks: readonly Block[]): string[] {
  return blocks
    .flatMap((block): string[] => {
      switch (block.type) {
        case 'rows':
          return block.rows.flat().flatMap(({ label, value }) => [label, value])
        case 'paragraph':
        case 'heading':
          return [block.text]
        case 'table':
          return [block.caption ?? '', ...block.columns.map((one) => one.label), ...block.rows.flat()]
        case 'signatures':
          return block.columns.flatMap((one) => [one.title, ...one.lines.flatMap((line) => [line.label, line.value])])
        case 'attachments':
          return block.items
        case 'slip':
          return [block.title, block.to, ...said(block.blocks)]
        case 'seal':
          return []
      }
    })
    .filter(Boolean)
}
const all = (content: PaperContent): string[] => [
  content.headline,
  content.number!,
  content.to ?? '',
  groupedCode(content.check.code!),
  ...said(content.blocks),
]

/** The text of a rendering, without what differs only in where lines break. */
const flat = (text: string) => text.replace(/\s+/g, '')
export const ofHtml = (html: string) =>
  flat(
    html
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#x27;/g, "'")
      .replace(/&amp;/g, '&'),
  )

export async function renderings(content: PaperContent) {
  const sheet = renderToStaticMarkup(
    createElement(Sheet, {
      content,
      standing: 'issued',
      qr: qrOf(content),
      checkAt: 'localhost:3000/check',
      copy: '打印：某人 第1份',
    }),
  )
  const bytes = await renderDocx(content, { withdrawn: false, checkAt: 'localhost:3000/check', copy: '下载：某人' })
  return { sheet, print: ofHtml(sheet), docx: flat((await mammoth.extractRawText({ buffer: bytes })).value) }
}

/** Reads every field back from both renderings. */
export async function readsBack(content: PaperContent): Promise<void> {
  const { sheet, print, docx } = await renderings(content)
  for (const text of all(content).filter(Boolean)) {
    expect(print, `print: ${text}`).toContain(flat(text))
    expect(docx, `docx: ${text}`).toContain(flat(text))
  }
  for (const made of [print, docx]) expect(made).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
  expect(sheet).not.toContain('style=')
}
