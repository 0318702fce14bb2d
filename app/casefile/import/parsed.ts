/**
 * What a cell says. `note`: read, but worth a look. When it must be mended: `why` for the user, and where one can be
 * guessed a `value` as a proposal, never taken over by itself. Notes and reasons never quote the cell: they may be kept
 * where the cell itself may not.
 */
export type Parsed<T> = { ok: true; value: T; note?: string } | { ok: false; why: string; value?: T }

export const FORMULA = '单元格是公式，系统不计算公式，请直接填写内容'

/** Read, with a note when there is something worth a look. */
export function read<T>(value: T, note?: string): Parsed<T> {
  return note === undefined ? { ok: true, value } : { ok: true, value, note }
}

/** Must be mended by a person. */
export function mend<T>(why: string, value?: T): Parsed<T> {
  return value === undefined ? { ok: false, why } : { ok: false, why, value }
}
