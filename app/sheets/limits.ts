/**
 * What an uploaded roster may be at most; checked before anything is parsed. Sizes in bytes.
 * They bound memory and time for the job that reads the file, they are no legal numbers.
 */
export const IMPORT_LIMITS = {
  /** the uploaded file itself */
  fileBytes: 20 * 1024 * 1024,
  /** characters of all shared texts of a workbook together: they are held in memory */
  stringChars: 20_000_000,
  /** rows with content, over all sheets that are shown */
  rows: 20_000,
  columns: 200,
  sheets: 50,
  merges: 100_000,
  /** characters in one cell: the most Excel itself allows */
  cellChars: 32_767,
} as const
