/** How a line is called in bank files: the number of its batch and its own. Pure. */
export const lineRef = (caseNo: string, no: number): string => `${caseNo}-${String(no).padStart(5, '0')}`

/** The line's number when the reference is of this batch; null for anything else. */
export function lineOfRef(caseNo: string, ref: string): number | null {
  if (!ref.startsWith(`${caseNo}-`)) return null
  const tail = ref.slice(caseNo.length + 1)
  return /^\d{1,6}$/.test(tail) ? Number(tail) : null
}
