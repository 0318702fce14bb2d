/** Pixels of the longest side that the server keeps; more need not travel. */
const LONGEST = 2560
const SMALL_ENOUGH = 1024 * 1024

/**
 * A photo as it should travel: not larger than the server keeps it, as JPEG, without what the camera wrote beside the
 * picture. What this browser cannot draw is sent as it is. Runs in the browser.
 */
export async function shrinkPicture(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|hei[cf])$/.test(file.type)) return file
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return file
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const usable = !/hei[cf]$/.test(file.type)
  if (scale === 1 && file.size <= SMALL_ENOUGH && usable) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) return file
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  if (!drawn || (usable && drawn.size >= file.size)) return file
  return new File([drawn], `${file.name.replace(/\.[a-z0-9]{1,5}$/i, '')}.jpg`, { type: 'image/jpeg' })
}
