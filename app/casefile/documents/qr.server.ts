/** The address under which a document's code is checked, as text and as a square of dots. */
import QRCode from 'qrcode'
import { env } from '~/lib/env.server'
import type { PaperContent } from './paper'

export const checkAddress = (code: string): string => `${env.PUBLIC_URL}/check/${code}`

/** A QR code as the path of an SVG: `size` units wide, a border of four included. */
export type QrPath = { size: number; path: string }

/** Only a code that anybody may check is printed as a square that leads there. */
export function qrOf({ check }: PaperContent): QrPath | null {
  if (check.by !== 'public' || !check.code) return null
  const { modules } = QRCode.create(checkAddress(check.code), { errorCorrectionLevel: 'M' })
  const runs: string[] = []
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      const from = x
      while (x + 1 < modules.size && modules.get(y, x + 1)) x++
      runs.push(`M${from + 4} ${y + 4}h${x - from + 1}v1h-${x - from + 1}z`)
    }
  return { size: modules.size + 8, path: runs.join('') }
}

/** The same as a PNG, for .docx. */
export async function qrImage({ check }: PaperContent): Promise<Buffer | null> {
  if (check.by !== 'public' || !check.code) return null
  return QRCode.toBuffer(checkAddress(check.code), { errorCorrectionLevel: 'M', margin: 4, scale: 6 })
}
