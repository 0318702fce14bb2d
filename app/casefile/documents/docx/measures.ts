/** Measures and type of an official paper (GB/T 9704 habits) in the units of .docx: half points and twentieths of a point. */
import { PageOrientation } from 'docx'
import type { Layout } from '../paper'

const latin = 'Times New Roman'
const font = (eastAsia: string) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia })
/** 仿宋 for text, 小标宋 for titles and the red head, 黑体 for headings, 宋体 for page numbers. */
export const fonts = {
  text: font('仿宋'),
  title: font('方正小标宋简体'),
  heading: font('黑体'),
  number: font('宋体'),
}

/** Sizes in half points: 三号 16 pt, 四号 14 pt, 二号 22 pt, 五号 10.5 pt. */
export const size = { text: 32, number: 28, title: 44, head: 62, slip: 36, foot: 21 }
/** Line pitch in twips: 28 pt for text. */
export const pitch = { text: 560, sign: 480, title: 720, head: 840, foot: 320 }
/** One character of text, and the two of an indent. */
export const CHARACTER = 320
export const INDENT = CHARACTER * 2
export const RED = 'D01A14'

const A4 = { width: 11906, height: 16838 }
type Type = { size: number; pitch: number }
type Margins = [top: number, right: number, bottom: number, left: number]
const measure = ([top, right, bottom, left]: Margins, text: Type, cell: Type, wide = false) => ({
  page: {
    // The library turns width and height round by itself.
    size: { ...A4, orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
    margin: { top, right, bottom, left, header: 850, footer: Math.round(bottom * 0.6) },
  },
  wide,
  width: (wide ? A4.height : A4.width) - left - right,
  text,
  cell,
})
export type Measure = ReturnType<typeof measure>

const official = { size: size.text, pitch: pitch.text }
const sheet: Margins = [1247, 1361, 1191, 1474]
/** A sheet on its side is bound at the top. */
const turned: Margins = [1361, 1020, 1134, 1020]
const small = { size: 24, pitch: 380 }

/** Letters keep the margins that leave 156 × 225 mm (版心); sheets of rows take more of the page, and smaller type. */
export function measureOf(layout: Layout): Measure {
  if (layout === 'letter') return measure([2098, 1474, 1984, 1587], official, { size: 28, pitch: 480 })
  if (layout === 'wide') return measure(turned, { size: 24, pitch: 400 }, { size: 21, pitch: 300 }, true)
  return measure(sheet, layout === 'notice' ? official : { size: 28, pitch: 480 }, small)
}
