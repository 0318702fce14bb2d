/** Invented files for the demo city: a drawn photo and a one-page PDF, made when they are needed. */
import sharp from 'sharp'

/** A photo of a house, in colours that differ from one to the next. */
export function drawnPhoto(n: number): Promise<Buffer> {
  const hue = (n * 67) % 360
  const windows = [0, 1, 2]
    .map(
      (at) =>
        `<rect x="${330 + at * 220}" y="520" width="130" height="150" fill="#cfe3ea" stroke="#555" stroke-width="8"/>`,
    )
    .join('')
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960">
      <rect width="1280" height="960" fill="hsl(${(hue + 200) % 360} 40% 82%)"/>
      <rect y="760" width="1280" height="200" fill="hsl(95 28% 58%)"/>
      <polygon points="180,440 640,190 1100,440" fill="hsl(${hue} 38% 42%)"/>
      <rect x="240" y="440" width="800" height="380" fill="hsl(${hue} 30% 86%)"/>
      ${windows}<rect x="570" y="690" width="120" height="130" fill="#7a5a3c"/>
      <circle cx="1120" cy="140" r="70" fill="#ffd76a"/></svg>`),
  )
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** A PDF of the given objects, the first of which is its catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  const offsets: number[] = []
  let size = parts[0]!.length
  const add = (part: Buffer) => {
    parts.push(part)
    size += part.length
  }
  for (const [at, object] of objects.entries()) {
    offsets.push(size)
    add(
      Buffer.concat([
        Buffer.from(`${at + 1} 0 obj\n`),
        Buffer.from(object as string, 'latin1'),
        Buffer.from('\nendobj\n'),
      ]),
    )
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${size}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** Chinese text in the standard font of every viewer. */
const inPdf = (text: string) => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`

/** One page of A4 with a heading and lines, as a scanner might have made it. */
export function scannedPdf(title: string, lines: readonly string[]): Buffer {
  const text = [
    `BT /F1 22 Tf 1 0 0 1 70 760 Tm ${inPdf(title)} Tj ET`,
    ...lines.map((line, at) => `BT /F1 13 Tf 1 0 0 1 70 ${700 - at * 30} Tm ${inPdf(line)} Tj ET`),
    '0.6 G 70 745 m 525 745 l S',
  ].join('\n')
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>',
  ])
}
