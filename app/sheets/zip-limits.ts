/** What a packed file may come to, before and while it is unpacked. Sizes in bytes; bounds of memory and time, no legal numbers. */
export const ZIP_LIMITS = {
  entries: 2_000,
  /** all entries together, as declared and as really inflated */
  unpackedBytes: 200 * 1024 * 1024,
  /** unpacked : packed; looked at only above `ratioFloorBytes`, small files compress well by nature */
  ratio: 200,
  ratioFloorBytes: 8 * 1024 * 1024,
} as const

/** More comes out than an honest file holds. */
export function explodes(unpacked: number, packed: number): boolean {
  const { unpackedBytes, ratioFloorBytes, ratio } = ZIP_LIMITS
  return unpacked > unpackedBytes || (unpacked > ratioFloorBytes && unpacked > packed * ratio)
}
