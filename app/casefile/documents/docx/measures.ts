/** Measures and type of an official paper (GB/T 9704 habits) in the units of .docx: half points and twentieths of a point. */

/** A4 with the margins that leave 156 × 225 mm (版心). */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474, header: 850, footer: 1400 },
}
export const TEXT_WIDTH = page.size.width - page.margin.left - page.margin.right

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
export const size = { text: 32, table: 28, title: 44, head: 62, foot: 21 }
/** Line pitch in twips: 28 pt for text, at least 24 pt in tables. */
export const pitch = { text: 560, table: 480, title: 720, foot: 320 }
/** Two characters of text. */
export const INDENT = 640
export const RED = 'D01A14'
