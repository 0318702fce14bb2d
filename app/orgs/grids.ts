/** Size of a grid (网格): about 300 households under one responsible person (SR-11). Pure. */

/** Rule parameters X.grid_warn and X.grid_block: both numbers themselves are still inside (超过 excludes them). */
export type GridLimits = { warn: number; block: number }

export type GridVerdict = 'ok' | 'warn' | 'block'

/** ok up to `warn` households, warn up to `block`, block above. Throws RangeError when the count is no whole number ≥ 0. */
export function judgeGrid(households: number, limits: GridLimits): GridVerdict {
  if (!Number.isInteger(households) || households < 0) throw new RangeError(`not a number of households: ${households}`)
  if (households > limits.block) return 'block'
  return households > limits.warn ? 'warn' : 'ok'
}

/** What to tell whoever enters the count; nothing when all is well. */
export function gridHint(households: number, limits: GridLimits): string | null {
  const verdict = judgeGrid(households, limits)
  if (verdict === 'block') return `每个网格不超过 ${limits.block} 户，现有 ${households} 户，请先拆分网格。`
  if (verdict === 'warn') return `已超过 ${limits.warn} 户（现有 ${households} 户），建议拆分网格。`
  return null
}
