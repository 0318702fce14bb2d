/** What may be attached, as it is kept and given out. Pure: pages use it too. */
export const attachmentTypes = {
  jpeg: { label: '图片', mime: 'image/jpeg', end: 'jpg' },
  pdf: { label: 'PDF', mime: 'application/pdf', end: 'pdf' },
  docx: {
    label: 'Word',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    end: 'docx',
  },
  xlsx: { label: 'Excel', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', end: 'xlsx' },
} as const

export type AttachmentType = keyof typeof attachmentTypes

/** What a file field offers to choose from; the content decides, not the name. */
export const ACCEPTED = {
  photos: 'image/jpeg,image/png,image/webp',
  all: 'image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx',
}

/** '860 KB', '1.4 MB'. */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** The name with the ending of what the file has become: a photo that was a PNG is kept as JPEG. */
export function nameAs(name: string, type: AttachmentType): string {
  const { end } = attachmentTypes[type]
  if (type === 'jpeg' && /\.jpe?g$/i.test(name)) return name
  return name.toLowerCase().endsWith(`.${end}`) ? name : `${name.replace(/\.[a-z0-9]{1,5}$/i, '')}.${end}`
}
