/** The name to show and keep for an upload: no folders, no control signs, at most 120 characters, its end kept. */
export function shownFileName(originalName: string): string {
  const name = originalName.split(/[\\/]/).at(-1) ?? ''

  const clean = name
    .replace(/[\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069<>:"|?*]/g, '')
    .replace(/^\.+/, '')
    .trim()
  return [...(clean === '' ? '未命名' : clean)].slice(-120).join('')
}
