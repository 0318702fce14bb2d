import sharp from 'sharp'
import { unfit } from './unfit'

/** Pixels of the longest side: enough to read a page of A4. */
const LONGEST = 2560
const SMALL = 320
/** A phone's largest picture, and no more: what unpacks to gigabytes is refused by its header. */
const PIXELS = 130_000_000

sharp.cache(false)

/**
 * Draws a picture anew as JPEG: turned as it was taken, not too large, on white, and without anything but its pixels
 * (no place, no time, no device). Gives it and a small one. Throws 422 when it cannot be drawn.
 */
export async function redrawPicture(bytes: Buffer): Promise<{ picture: Buffer; small: Buffer }> {
  try {
    const { format } = await sharp(bytes, { limitInputPixels: PIXELS }).metadata()
    const picture = await sharp(bytes, { limitInputPixels: PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 82, chromaSubsampling: format === 'png' ? '4:4:4' : '4:2:0' })
      .toBuffer()
    const small = await sharp(picture)
      .resize({ width: SMALL, height: SMALL, fit: 'inside' })
      .jpeg({ quality: 70 })
      .toBuffer()
    return { picture, small }
  } catch (error) {
    return unfit(error instanceof Error && /pixel limit/i.test(error.message) ? 'hugePicture' : 'brokenPicture')
  }
}
